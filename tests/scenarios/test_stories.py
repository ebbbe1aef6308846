"""Every shell brings every story to the same end, and to the end that the embedded one brings it to."""

import pytest

from schemas import Watchlist
from streams import watchlists
from tests.scenarios.embedded import EmbeddedRunner
from tests.scenarios.runner import Runner
from tests.scenarios.stories import STORIES, Story


@pytest.fixture(scope="module")
def lists() -> tuple[Watchlist, ...]:
    return watchlists.load([])[:1]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_story_ends_as_it_must(story: Story, runner: Runner, lists: tuple[Watchlist, ...]) -> None:
    ended = runner.run(story.deliveries, as_of=story.as_of, watchlists=lists)
    story.check(ended)
    if not isinstance(runner, EmbeddedRunner):
        oracle = EmbeddedRunner().run(story.deliveries, as_of=story.as_of, watchlists=lists)
        assert ended.stands() == oracle.stands()
