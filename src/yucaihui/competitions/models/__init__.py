"""Calls, challenges, entries, judging, scoring, results and roadshows."""

from yucaihui.competitions.models.calls import Competition, Definition, Edition, Stage, Track
from yucaihui.competitions.models.challenges import Challenge
from yucaihui.competitions.models.entries import (
    EligibilityResult,
    Entry,
    EntryFile,
    EntryVersion,
    Extension,
    TeamMember,
)
from yucaihui.competitions.models.judging import (
    Assignment,
    AssignmentPlan,
    Conflict,
    DeclaredTie,
    Judge,
    PanelMembership,
)
from yucaihui.competitions.models.results import (
    Appeal,
    Award,
    AwardDefinition,
    AwardDocument,
    LandingCase,
    Milestone,
    PublicNotice,
    RankedEntry,
    Ranking,
)
from yucaihui.competitions.models.roadshows import Roadshow, Slot
from yucaihui.competitions.models.scoring import Score, ScoreSheet

__all__ = [
    "Appeal",
    "Assignment",
    "AssignmentPlan",
    "Award",
    "AwardDefinition",
    "AwardDocument",
    "Challenge",
    "Competition",
    "Conflict",
    "DeclaredTie",
    "Definition",
    "Edition",
    "EligibilityResult",
    "Entry",
    "EntryFile",
    "EntryVersion",
    "Extension",
    "Judge",
    "LandingCase",
    "Milestone",
    "PanelMembership",
    "PublicNotice",
    "RankedEntry",
    "Ranking",
    "Roadshow",
    "Score",
    "ScoreSheet",
    "Slot",
    "Stage",
    "TeamMember",
    "Track",
]
