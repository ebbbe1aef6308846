"""Messages: what is said of a change, and that folding them gives back what stands."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from schemas import Evidence, Signal, StandingSignal
from streams.core.signals import difference, fold

DAY = date(2024, 2, 1)


def signal(onset: int, level: int = 1) -> StandingSignal:
    when = date(2024, 1, onset)
    return StandingSignal(
        key=f"red|escalation|behaviour|rise|{when}",
        faction="red",
        subject_kind="faction",
        direction="escalation",
        basis="behaviour",
        rule="rise",
        level=level,
        certainty="observed",
        onset=when,
        as_of=when,
        headline="Red: attacks have risen",
        evidence=Evidence(),
        numbers={"mu": 0.5},
    )


sets = st.lists(st.dictionaries(st.integers(1, 4), st.integers(1, 3), max_size=4), max_size=8)


@given(sets)
def test_folding_the_messages_gives_the_standing_set(history: list[dict[int, int]]) -> None:
    sent: list[Signal] = []
    last: dict[str, Signal] = {}
    for now in history:
        stands = [signal(onset, level) for onset, level in now.items()]
        for message in difference(last.values(), stands, DAY):
            last[message.key] = message
            sent.append(message)
        assert fold(sent) == {each.key: each for each in stands}
    assert len({message.signal_id for message in sent}) == len(sent)


def test_nothing_is_said_where_nothing_changed() -> None:
    alert = difference([], [signal(1)], DAY)
    assert difference(alert, [signal(1)], DAY) == ()


def test_an_update_and_a_cancel_name_the_message_that_they_replace_and_why() -> None:
    (alert,) = difference([], [signal(1)], DAY)
    (update,) = difference([alert], [signal(1, level=2)], DAY)
    (cancel,) = difference([update], [], DAY, {update.key: "an attack of 28 Nov 2023 was reported late"})
    assert (alert.status, update.status, cancel.status) == ("alert", "update", "cancel")
    assert (update.references, cancel.references) == ((alert.signal_id,), (update.signal_id,))
    assert cancel.cause == "an attack of 28 Nov 2023 was reported late"
    assert cancel.as_of == DAY


def test_a_level_that_falls_with_age_is_not_laid_to_the_days_news() -> None:
    alert = difference([], [signal(1, level=2)], DAY)
    (update,) = difference(alert, [signal(1, level=1)], DAY, {alert[0].key: "an attack became known"})
    assert update.cause == "fades with age: nothing new bears it out"


def test_a_signal_raised_again_after_a_cancel_is_a_new_message() -> None:
    (alert,) = difference([], [signal(1)], DAY)
    (cancel,) = difference([alert], [], DAY)
    (again,) = difference([cancel], [signal(1)], DAY)
    assert again.status == "alert"
    assert again.references == (cancel.signal_id,)
    assert again.signal_id != alert.signal_id
