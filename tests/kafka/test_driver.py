"""What the service does otherwise than Faust, as far as it can be told without a broker."""

import asyncio

import pytest
from mode.utils.locks import Event

from streams.kafka.driver import Prompt


class Handing(Prompt):
    """A service that hands records on."""


async def room(handed: list[str]) -> str:
    handed.append("record")
    return "handed on"


async def no_room(handed: list[str], freed: asyncio.Event) -> str:
    await freed.wait()
    await asyncio.sleep(0)
    return await room(handed)


def test_what_finds_room_is_handed_on_without_a_task() -> None:
    async def main() -> None:
        handed: list[str] = []
        tasks = len(asyncio.all_tasks())
        found = await Handing().wait_first(first := room(handed), Event().wait())
        assert (found.done, found.results, found.stopped) == ([first], ["handed on"], False)
        assert handed == ["record"]
        assert len(asyncio.all_tasks()) == tasks

    asyncio.run(main())


def test_what_finds_none_is_handed_on_when_there_is() -> None:
    async def main() -> None:
        handed: list[str] = []
        freed = asyncio.Event()
        asyncio.get_running_loop().call_later(0.01, freed.set)
        found = await Handing().wait_first(no_room(handed, freed), Event().wait())
        assert found.results == ["handed on"]
        assert handed == ["record"]

    asyncio.run(main())


def test_a_flow_that_stops_ends_the_waiting() -> None:
    async def main() -> None:
        handed: list[str] = []
        suspended = Event()
        asyncio.get_running_loop().call_later(0.01, suspended.set)
        found = await Handing().wait_first(no_room(handed, asyncio.Event()), suspended.wait())
        await asyncio.sleep(0.01)
        assert found.results == [True]
        assert handed == []

    asyncio.run(main())


def test_what_is_no_coroutine_is_waited_for_as_ever() -> None:
    async def main() -> None:
        resumed = Event()
        asyncio.get_running_loop().call_later(0.01, resumed.set)
        assert (await Handing().wait_first(resumed)).results == [True]

    asyncio.run(main())


def test_what_goes_wrong_while_it_waits_is_raised() -> None:
    async def wrong() -> None:
        await asyncio.sleep(0.001)
        raise ValueError("wrong")

    async def main() -> None:
        with pytest.raises(ValueError, match="wrong"):
            await Handing().wait_first(wrong(), Event().wait())

    asyncio.run(main())


def test_it_can_be_cancelled() -> None:
    ended: list[str] = []

    async def endless() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("cancelled")

    async def main() -> None:
        task = asyncio.create_task(Handing().wait_first(endless(), Event().wait()))
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.sleep(0)
        assert ended == ["cancelled"]

    asyncio.run(main())
