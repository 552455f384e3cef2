"""What countries can show each other, what they want to learn, and what they do about it together."""

from twinning.models.activities import Acceptance, Activity, ActivityMove, Comment, CostLine, Evidence, Visit
from twinning.models.agreements import Agreement, Remark
from twinning.models.feeds import Feed
from twinning.models.mails import Mail, MailSetting
from twinning.models.moves import RecordMove
from twinning.models.needs import DismissedSuggestion, Need, NeedMove
from twinning.models.notices import Notice
from twinning.models.places import Places
from twinning.models.practices import CaseCount, Practice, PracticeMove
from twinning.models.reports import (
    MeetingDecision,
    Report,
    ReportMove,
    ReportSignature,
    SteeringMeeting,
)
from twinning.models.rounds import Proposal, ProposalAnswer, Round, RoundRule, RoundRun, Side
from twinning.models.twinnings import (
    FollowUp,
    MandatoryResult,
    Signature,
    Twinning,
    TwinningMove,
    TwinningPerson,
    TwinningRisk,
)

__all__ = [
    "Acceptance",
    "Activity",
    "ActivityMove",
    "Agreement",
    "CaseCount",
    "Comment",
    "CostLine",
    "DismissedSuggestion",
    "Evidence",
    "Feed",
    "FollowUp",
    "Mail",
    "MailSetting",
    "MandatoryResult",
    "MeetingDecision",
    "Need",
    "NeedMove",
    "Notice",
    "Places",
    "Practice",
    "PracticeMove",
    "Proposal",
    "ProposalAnswer",
    "RecordMove",
    "Remark",
    "Report",
    "ReportMove",
    "ReportSignature",
    "Round",
    "RoundRule",
    "RoundRun",
    "Side",
    "Signature",
    "SteeringMeeting",
    "Twinning",
    "TwinningMove",
    "TwinningPerson",
    "TwinningRisk",
    "Visit",
]
