"""`yucaihui competition`: rank and check the panels of anyone's files, with no database."""

from pathlib import Path
from typing import Annotated, Any

import typer

from yucaihui.cli.competition_assign import assign
from yucaihui.cli.output import print_json, refusals
from yucaihui.engines.ranking import DEFAULT_METHOD, METHODS, Settings

app = typer.Typer(no_args_is_help=True, help="Rank and check panels of judges from files.")

Folder = Annotated[
    Path,
    typer.Argument(
        metavar="DIR",
        exists=True,
        file_okay=False,
        help="Folder with projects.json, judges.json, rubric.json and scores*.csv.",
    ),
]
Stage = Annotated[str | None, typer.Option(help="Stage to look at, where there are several.")]
Seed = Annotated[int, typer.Option(min=0, help="Seed of draws and lots.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


@app.command()
def rank(
    folder: Folder,
    method: Annotated[str, typer.Option(help=", ".join(METHODS))] = DEFAULT_METHOD,
    stage: Stage = None,
    top: Annotated[int, typer.Option(min=1, help="The n of the chance to be in the top n.")] = 20,
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """Rank the projects by their score sheets: score, place, its 90 % interval, raw place."""
    if method not in METHODS:
        raise typer.BadParameter(f"there is no method {method!r}; there is {', '.join(METHODS)}")
    from yucaihui.cli.competition_documents import rank_document

    with refusals(as_json=as_json):
        document = rank_document(folder, stage, method, Settings(top=top, seed=seed))
    print_json(document) if as_json else _print_ranking(document)


app.command()(assign)


@app.command()
def bias(folder: Folder, stage: Stage = None, seed: Seed = 0, as_json: AsJson = False) -> None:
    """Report how judges treat their own, how severe they are, and sheets that stand out."""
    from yucaihui.cli.competition_documents import bias_document

    with refusals(as_json=as_json):
        document = bias_document(folder, stage, Settings(seed=seed))
    print_json(document) if as_json else _print_bias(document)


def _print_ranking(document: dict[str, Any]) -> None:
    top = f"P(top {document['top']})"
    _print_row("rank", "90 %", top, "score", "raw rank", "raw score", "sheets", "id", "track")
    for one in document["entries"]:
        interval = f"{one['rank_low']}-{one['rank_high']}"
        scores = (f"{one['score']:.2f}", one["raw_rank"], f"{one['raw_score']:.2f}")
        chance = f"{one['p_top']:.2f}"
        _print_row(one["rank"], interval, chance, *scores, one["sheets"], one["id"], one["track"])
    for one in document["unranked"]:
        _print_row("-", one["reason"], "", "", "", "", "", one["id"], "")
    if document["panel"]["weak"]:
        parts, lambda2 = len(document["panel"]["components"]), document["panel"]["lambda2"]
        typer.echo(
            f"The panel hardly hangs together (parts: {parts}, lambda2: {lambda2:.3f}): "
            "let judges of one part score entries of another.",
            err=True,
        )


def _print_bias(document: dict[str, Any]) -> None:
    for name in ("home_country", "home_organisation"):
        found = document[name]
        for side in ("home", "away"):
            _print_row(name, side, f"{found[f'{side}_sheets']} sheets", _interval(found[side]))
        _print_row(name, "effect", "", _interval(found["effect"]))
    _print_row("judge", "sheets", "severity", "scale", "noise")
    for one in document["judges"]:
        traits = (_interval(one[name]) for name in ("severity", "scale", "noise"))
        _print_row(one["judge"], one["sheets"], *traits)
    for one in document["outliers"]:
        apart = f"{one['score']:.1f} for {one['expected']:.1f} expected"
        _print_row("outlier", one["entry"], one["judge"], apart)


def _interval(estimate: dict[str, float] | None) -> str:
    if estimate is None:
        return "none"
    return f"{estimate['value']:+.2f} ({estimate['low']:+.2f} to {estimate['high']:+.2f})"


def _print_row(*cells: object) -> None:
    typer.echo("\t".join(map(str, cells)))
