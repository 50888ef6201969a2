"""A method for every question that can be asked of a case. Written by tools/questions.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.case import Answer


class Questions:
    """What can be asked of a case."""

    __slots__ = ()

    def _ask(self, question: str, said: Mapping[str, object]) -> Answer:
        raise NotImplementedError

    def brief(
        self,
        *,
        full: bool = False,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Show the main answers on one page: is there a deal, why not, what would help.

        `full`: Show all detail below the answer.
        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "brief",
            {
                "full": full,
                "draws": draws,
                "seed": seed,
            },
        )

    def why(
        self,
        *,
        full: bool = False,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """List the reasons why there is no deal, with their lines in the file.

        `full`: Show all detail below the answer.
        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "why",
            {
                "full": full,
                "draws": draws,
                "seed": seed,
            },
        )

    def openers(
        self,
        *,
        max_changes: int | None = None,
        full: bool = False,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Find the smallest changes that would make a deal possible, and their cost.

        `max_changes`: Try sets of up to this many changes.
        `full`: Show all detail below the answer.
        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "openers",
            {
                "max-changes": max_changes,
                "full": full,
                "draws": draws,
                "seed": seed,
            },
        )

    def ground(
        self,
        *,
        room: str | None = None,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Show who accepts what, and which options all parties can live with.

        `room`: Show only this meeting.
        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "ground",
            {
                "room": room,
                "draws": draws,
                "seed": seed,
            },
        )

    def options(
        self,
        *,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Write the options paper: what each option gives whom, needs, risks.

        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "options",
            {
                "draws": draws,
                "seed": seed,
            },
        )

    def matrix(
        self,
        *,
        full: bool = False,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Write the draft matrix: each clause, its brackets, each party's words, bridges.

        `full`: Show all detail below the answer.
        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "matrix",
            {
                "full": full,
                "draws": draws,
                "seed": seed,
            },
        )

    def talking_points(
        self,
        party: str,
        *,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Say what to ask one party, what it may fear, what it cannot say yes to.

        `party`: The party to talk to.
        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "talking-points",
            {
                "party": party,
                "draws": draws,
                "seed": seed,
            },
        )

    def checklist(
        self,
        *,
        for_: str | None = None,
    ) -> Answer:
        """List what a text of its class has to say, and what the case is silent on.

        `for_`: Take the text as this: ceasefire, framework, treaty, collective-agreement, sale, contract.
        """
        return self._ask(
            "checklist",
            {
                "for": for_,
            },
        )

    def island(
        self,
    ) -> Answer:
        """Draw the island of agreement: facts, norms, and what lies under positions.

        """
        return self._ask(
            "island",
            {
            },
        )

    def frontier(
        self,
        *,
        without_floors: bool = False,
    ) -> Answer:
        """List the efficient packages, and which ones bargaining theories choose.

        `without_floors`: Ignore no-deal values: also list packages that not all would accept.
        """
        return self._ask(
            "frontier",
            {
                "without-floors": without_floors,
            },
        )

    def compare(
        self,
    ) -> Answer:
        """Compare texts: what each is worth to whom, and what would be better for all.

        """
        return self._ask(
            "compare",
            {
            },
        )

    def robust(
        self,
        *,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Find the packages and options that stay good while numbers are uncertain.

        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "robust",
            {
                "draws": draws,
                "seed": seed,
            },
        )

    def learn(
        self,
        *,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Find the uncertain number that is most worth finding out.

        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "learn",
            {
                "draws": draws,
                "seed": seed,
            },
        )

    def talks(
        self,
        *,
        room: str | None = None,
        full: bool = False,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Show who meets whom, at what rank, and whether there is an offer.

        `room`: Show only this meeting.
        `full`: Show all detail below the answer.
        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "talks",
            {
                "room": room,
                "full": full,
                "draws": draws,
                "seed": seed,
            },
        )

    def levers(
        self,
        *,
        full: bool = False,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Show what each lever, threat and exit does to each party.

        `full`: Show all detail below the answer.
        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "levers",
            {
                "full": full,
                "draws": draws,
                "seed": seed,
            },
        )

    def outlook(
        self,
        *,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Show deadlines, scenarios and forecasts.

        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "outlook",
            {
                "draws": draws,
                "seed": seed,
            },
        )

    def forecast(
        self,
        *,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Forecast where issues come out, with intervals, by several models.

        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "forecast",
            {
                "draws": draws,
                "seed": seed,
            },
        )

    def roles(
        self,
        *,
        pace: str | None = None,
        margin: str | None = None,
        full: bool = False,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Compare four roles of the mediator: would the parties agree, would it hold.

        `pace`: How late parties give in: 0.25 is early (conceder), 4 is late (Boulware). When the part t of the time has passed, each asks for 1 − t^PACE of the most it could gain.
        `margin`: How many points over no deal each party insists on to the end, on its own scale.
        `full`: Show all detail below the answer.
        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "roles",
            {
                "pace": pace,
                "margin": margin,
                "full": full,
                "draws": draws,
                "seed": seed,
            },
        )

    def deadline(
        self,
        *,
        pace: str | None = None,
        margin: str | None = None,
        takes: str | None = None,
        deadline: int | None = None,
        days: int | None = None,
        full: bool = False,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Show day by day what deadlines, threats and exits do to the talks.

        `pace`: How late parties give in: 0.25 is early (conceder), 4 is late (Boulware). When the part t of the time has passed, each asks for 1 − t^PACE of the most it could gain.
        `margin`: How many points over no deal each party insists on to the end, on its own scale.
        `takes`: How many days parties take to come down to their last demand if nothing hurries them.
        `deadline`: After how many days an ultimatum without a stated deadline runs out.
        `days`: How many days to look ahead.
        `full`: Show all detail below the answer.
        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "deadline",
            {
                "pace": pace,
                "margin": margin,
                "takes": takes,
                "deadline": deadline,
                "days": days,
                "full": full,
                "draws": draws,
                "seed": seed,
            },
        )

    def stability(
        self,
        *,
        proposal: str | None = None,
        coalitions: bool = False,
        holds: str | None = None,
        where: str | None = None,
        state: str | None = None,
        why: str | None = None,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Show whether an agreement would hold, and which states would last.

        `proposal`: Put a package with the terms of this proposal on the table.
        `coalitions`: Also show who would leave together, and for which state.
        `holds`: Show only states that hold under nash, gmr, smr or seq, or may.
        `where`: Show only states in which this is true: build and not (UNI.accept or delay).
        `state`: Show one state: its number, its letters Y and N, or today.
        `why`: Show why a state is stable for a party under a concept, or why not: 7 UNI SEQ.
        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "stability",
            {
                "proposal": proposal,
                "coalitions": coalitions,
                "holds": holds,
                "where": where,
                "state": state,
                "why": why,
                "draws": draws,
                "seed": seed,
            },
        )

    def path(
        self,
        *,
        proposal: str | None = None,
        to: str | None = None,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Find the shortest steps from today to states that would hold.

        `proposal`: Put a package with the terms of this proposal on the table.
        `to`: Show the way to this state, by its number.
        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "path",
            {
                "proposal": proposal,
                "to": to,
                "draws": draws,
                "seed": seed,
            },
        )

    def inverse(
        self,
        *,
        proposal: str | None = None,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Show which preferences would make an agreement hold, and what keeps each party in it.

        `proposal`: Put a package with the terms of this proposal on the table.
        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "inverse",
            {
                "proposal": proposal,
                "draws": draws,
                "seed": seed,
            },
        )

    def hypergame(
        self,
        *,
        proposal: str | None = None,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Show what each party expects of the others, and where it is wrong.

        `proposal`: Put a package with the terms of this proposal on the table.
        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "hypergame",
            {
                "proposal": proposal,
                "draws": draws,
                "seed": seed,
            },
        )

    def show(
        self,
        id: str,
        *,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Show everything that a case says about a name or a sentence.

        `id`: A name in the case, `kind:name` where a name is used twice, or a statement such as npr#13.
        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "show",
            {
                "id": id,
                "draws": draws,
                "seed": seed,
            },
        )

    def list(
        self,
        *,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """List every statement with its source, grade and line.

        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "list",
            {
                "draws": draws,
                "seed": seed,
            },
        )

    def diff(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        to_min_grade: str | None = None,
        to_assume: Sequence[str] = (),
        to_sources_only: bool = False,
        to_believed_by: str | None = None,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Answer:
        """Show what changed between two days, views or files, and why.

        `from_`: First side: use only what was known on this day.
        `to`: Second side: use only what was known on this day.
        `to_min_grade`: Second side: leave out statements below this grade.
        `to_assume`: Second side: also use the assumptions of this set (repeatable).
        `to_sources_only`: Second side: use no assumptions.
        `to_believed_by`: Second side: take lever effects as this party, bloc or person believes them to be.
        `draws`: How many joint draws are made from the intervals.
        `seed`: The same seed gives the same draws.
        """
        return self._ask(
            "diff",
            {
                "from": from_,
                "to": to,
                "to-min-grade": to_min_grade,
                "to-assume": to_assume,
                "to-sources-only": to_sources_only,
                "to-believed-by": to_believed_by,
                "draws": draws,
                "seed": seed,
            },
        )
