"""A digest names what a result rests on."""

from yucaihui.engines.matching import Position, Talent, digest


def test_order_does_not_matter() -> None:
    a, b = Position("a"), Position("b")
    assert digest([a, b], []) == digest([b, a], [])


def test_any_change_shows() -> None:
    assert digest([Position("a", "x")], []) != digest([Position("a", "y")], [])
    assert digest([], [Talent("a")]) != digest([Position("a")], [])


def test_it_is_the_same_in_every_run() -> None:
    expected = "c08cc2a60cc50a6311e70903e24bb21e96520f64aaf101329774f0ab9863dae4"
    assert digest([Position("a", "护士")], [Talent("b", ("护士",))]) == expected
