"""Of which page each part of a text is: what stands together says it together."""

from guiaviva.importing.beliefs import beliefs


def test_what_says_nothing_is_of_the_page_of_what_it_stands_under() -> None:
    alone, under = beliefs([{"crisis": 0.9}, {}], [None, None]), beliefs([{"crisis": 0.9}, {}], [None, 0])
    assert alone[1]["crisis"] < 0.05 < 0.2 < under[1]["crisis"]


def test_parts_that_say_little_say_much_together() -> None:
    little = {"crisis": 0.45, "links": 0.3}
    together = beliefs([little] * 4, [None, 0, 0, 0])
    assert all(each["crisis"] > beliefs([little], [None])[0]["crisis"] for each in together)
    assert together[0]["crisis"] > 0.6


def test_what_is_of_another_page_leaves() -> None:
    found = beliefs([{"crisis": 0.9}, {"links": 1.4}], [None, 0])
    assert found[0]["crisis"] > 0.5
    assert found[1]["links"] > 0.9


def test_thousands_of_parts_are_no_trouble() -> None:
    found = beliefs([{"crisis": 1.0}] * 3000, [None, *range(2999)])
    assert all(0.9 < each["crisis"] <= 1.0 for each in found)
