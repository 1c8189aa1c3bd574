"""A digest names what a result rests on."""

from yucaihui.engines.matching import Position, Talent, digest


def test_order_does_not_matter() -> None:
    a, b = Position("a"), Position("b")
    assert digest([a, b], []) == digest([b, a], [])


def test_any_change_shows() -> None:
    assert digest([Position("a", "x")], []) != digest([Position("a", "y")], [])
    assert digest([], [Talent("a")]) != digest([Position("a")], [])


def test_it_is_the_same_in_every_run() -> None:
    expected = "8261b047d6f6f81ce11c1a749ed4e189c223a05e5cf36a44a8c7c3edb70a8275"
    assert digest([Position("a", "护士")], [Talent("b", ("护士",))]) == expected
