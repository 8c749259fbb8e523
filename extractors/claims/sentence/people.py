"""The groups of people in a sentence, read where a rule asks for them."""

from __future__ import annotations

from extractors.claims.lexicon import casualty, outcomes, particles, people
from extractors.claims.lexicon.inflection import DUAL_ENDINGS
from extractors.claims.sentence import collectives
from extractors.claims.sentence.group import Group, Head, Noun, number_fields
from extractors.claims.sentence.names import NameView
from extractors.numbers import Quantity
from extractors.text import LATIN, WORD
from extractors.text.lazily import lazily
from extractors.text.phrases import PREPOSITIONS

_MOST_ADJECTIVES = 3
_TWO = 2
_PLURAL, _OURS = "ات", "نا"
_THEY = "ي"
_THEY_ALL = "ون"  # يقيمون: what those counted do


class PeopleView(NameView):
    """The words of a sentence and its groups of people, each read where a rule asks for it."""

    def people_at(self, at: int, *, names: bool = False, given: bool = False) -> Group | None:
        """The group that begins at a token; unknown words count as a name with `names`, given names with `given`."""
        if not 0 <= at < len(self.tokens):
            return None
        key = (at, names, given)
        if key not in self._groups:
            self._groups[key] = self._read_people(at, names=names, given=given)
        return self._groups[key]

    @lazily
    def _groups(self) -> dict[tuple[int, bool, bool], Group | None]:
        return {}

    def _read_people(self, at: int, *, names: bool, given: bool) -> Group | None:
        if quantity := self.starts.get(at):
            return self.counted(quantity)
        known = self._sized(at) or self._vague(at) or self._one_of(at) or self._everybody(at) or self._noun(at)
        named = names or (given and self.tokens[at].form in people.GIVEN_NAMES)
        return self._read_name(at) if known is None and named else known

    def _sized(self, at: int) -> Group | None:
        """«عائلة من ستة أفراد»."""
        size = collectives.sized(self, at)
        made_of = self.counted(size) if size else None
        return made_of._replace(first=at, start=self.sentence.offset(at, 0)) if made_of else None

    # --- with a number --------------------------------------------------------------------------------------

    def counted(self, quantity: Quantity) -> Group | None:
        """A number with what it counts, None where that cannot be people."""
        behind = quantity.after_bound
        noun = behind[1] if behind and behind[0] == quantity.to else quantity.to
        noun += self.form(noun) == '"'
        counted = self._counted_noun(noun) if _may_count(quantity) else None
        if counted is None:
            return None
        end = counted.to if counted.victims else quantity.to
        fields = quantity.fields()
        if quantity.form == "several":
            fields["bound"] = "vague"
        return Group(
            quantity.begin, end, max(end, behind[1] if behind else 0), quantity.start, (quantity.core, quantity.end),
            fields, counted.head, counted.victims, counted.kind, counted=True, owned=counted.owned,
            captive=outcomes.word(self.form(noun)) is not None,
        )  # fmt: skip

    def _counted_noun(self, at: int) -> Noun | None:
        """What a number counts, None for things."""
        tokens = self.tokens
        if at >= len(tokens) or tokens[at].kind not in (WORD, LATIN):
            return Noun("bare", at)
        form = tokens[at].form
        if form in casualty.CASES:
            return Noun("case", at + 1, (at, at + 1))
        if found := people.person(form):
            end = self._adjectives(at + 1)
            return Noun("person", end, (at, end), found.kind, found.owned)
        if form in casualty.OTHERS:
            return Noun("person", at + 1, (at, at + 1))
        return self._out_of(at) if form == particles.OF else self._other_noun(at)

    def _other_noun(self, at: int) -> Noun | None:
        if people.thing(self.tokens[at].form) or self.is_unit(at):
            return None
        return Noun("bare", at) if self._is_function_word(at) else Noun("unknown", at + 1, (at, at + 1))

    def is_unit(self, at: int) -> bool:
        """Whether a per cent sign stands at a token."""
        return self.numbers.grammar.percent(at) > 0

    def _is_function_word(self, at: int) -> bool:
        """Whether a word cannot be the noun that a number counts: a particle, an outcome, a word with a proclitic."""
        form = self.tokens[at].form
        glued = form[0] in PREPOSITIONS or (form[0] == particles.AND and not people.thing(form))
        done = form.startswith(_THEY) and form.endswith(_THEY_ALL)
        return glued or done or form in casualty.PART_LISTS or self.is_listed(form)

    def _out_of(self, at: int) -> Noun:
        """«5 من عناصر الشرطة»: the phrase after من; «5 من أصل 20» has none."""
        tokens, noun = self.tokens, at + 1
        noun += self.form(noun) in casualty.CHOSEN  # من أبرز قادتها
        if noun >= len(tokens) or tokens[noun].kind != WORD or noun in self.starts or self.has(noun, casualty.WHOLE):
            return Noun("bare", at)
        if people.thing(tokens[noun].form):
            return Noun("bare", at)
        end = noun + 1
        while end < min(len(tokens), noun + 3) and self._construct(end):
            end += 1
        found = people.person(tokens[noun].form)
        return Noun("person", end, (noun, end), found.kind if found else None, bool(found and found.owned))

    def _adjectives(self, at: int) -> int:
        """The end of the adjectives that follow a noun for people: مدنيا قبطيا, شخصا آخر."""
        end = at
        while end < min(at + _MOST_ADJECTIVES, len(self.tokens)):
            form = self.tokens[end].form
            found = people.person(form)
            if form not in casualty.OTHERS and (found is None or found.definite):
                break
            end += 1
        return end

    # --- without one ----------------------------------------------------------------------------------------

    def _vague(self, at: int) -> Group | None:
        """«عدد من الجنود», «العديد من المدنيين»."""
        match = casualty.VAGUE.starting(self.tokens, at)
        if not match:
            return None
        noun = match.to
        known = outcomes.word(self.tokens[noun].form) if noun < len(self.tokens) else None
        if known and "noun" in known[0].roles and not known[0].loose:
            return None
        counted = self._counted_noun(noun)
        if counted is None:
            return None
        fields = number_fields(None, "vague")
        head: Head = "person" if counted.victims else "bare"
        phrase = counted.victims or (at, match.to)
        return self._group(at, max(counted.to, match.to), fields, head, phrase, counted.kind, match.clitics)

    def _one_of(self, at: int) -> Group | None:
        """«أحد المارة», «أحدهم»."""
        form = self.tokens[at].form
        if form in casualty.ONE_WITH_PRONOUN:
            return self._group(at, at + 1, number_fields(1, "exact"), "person", (at, at + 1), None, 0)
        match = casualty.ONE_OF.starting(self.tokens, at)
        if not match or match.to >= len(self.tokens) or self.tokens[match.to].kind != WORD:
            return None
        form = self.tokens[match.to].form
        if people.thing(form) or self._is_function_word(match.to):
            return None
        found = people.person(form)
        victims = (at, match.to + 1)
        kind = found.kind if found else None
        return self._group(at, match.to + 1, number_fields(1, "exact"), "person", victims, kind, match.clitics)

    def _everybody(self, at: int) -> Group | None:
        """«كل من كان على متنها، وعددهم 49», «جميع من فيها», «كل ركابها»: all, with their number where it is said."""
        everybody = casualty.ALL
        if self.tokens[at].form in everybody:
            group = self.people_at(at + 1)
            return group if group and group.head != "name" and group.fields["value"] != 1 else None
        if self.tokens[at].form != particles.OF or self.form(at - 1) not in everybody:
            return None
        if not self.has(at + 1, casualty.ABOARD):
            return None
        who = (at, at + 2)
        if number := collectives.headcount(self, at + 2, self.starts):
            return self._of(number, at, self.tokens[at].start, who, None)
        return self._group(at, at + 2, number_fields(None, "none_stated"), "plural", who, None, 0)

    def _of(self, number: Quantity, at: int, start: int, who: tuple[int, int], kind: str | None) -> Group:
        """People with their number behind them."""
        core = (number.core, number.end)
        return Group(at, number.to, number.to, start, core, number.fields(), "person", who, kind, counted=True)

    def _noun(self, at: int) -> Group | None:
        """A noun whose form is its number: جندي, جنديين, or المتظاهرين الثلاثة; a bare plural says none."""
        form = self.tokens[at].form
        if self._is_other(at):
            clitics = int(form not in casualty.OTHER_ONE | casualty.ORDINALS)
            return self._group(at, at + 1, number_fields(1, "exact"), "person", (at, at + 1), None, clitics)
        if self.has(at, casualty.OTHER_TWO) or self.has(at, casualty.OTHER_MANY):
            two, clitics = self.has(at, casualty.OTHER_TWO), int(form not in casualty.OTHERS)
            fields = number_fields(_TWO, "exact") if two else number_fields(None, "none_stated")
            return self._group(at, at + 1, fields, "person" if two else "plural", (at, at + 1), None, clitics)
        hit = people.after_clitics(self.tokens[at].form)
        return self._people(at, *hit) if hit else None

    def _is_other(self, at: int) -> bool:
        """«آخر», «رابع», but not «إصابات أخرى», nor «ثالث أكبر مدينة»."""
        if self.has(at, casualty.OTHER_ONE):
            return not self.form(at - 1).endswith(_PLURAL)
        if not self.has(at, casualty.ORDINALS):
            return False
        return at + 1 >= len(self.tokens) or self.tokens[at + 1].kind != WORD or self._is_function_word(at + 1)

    def _people(self, at: int, found: people.Person, clitics: int) -> Group | None:
        end = at + 1
        while end < min(at + 3, len(self.tokens)) and self._agrees(end, found):
            end += 1
        if numbered := self._numbered(at, end, found, clitics):
            return numbered
        if found.number is None and self.has(end, casualty.DUALS) and self.form(at).endswith(DUAL_ENDINGS):
            return self.two_people(at, end + 1, found, clitics)  # صحافيين جديدين
        if found.number is None:
            return self._plural(at, end, found, clitics)
        return self._one_or_two(at, end, found, clitics)

    def _one_or_two(self, at: int, end: int, found: people.Person, clitics: int) -> Group | None:
        """A noun whose form is its number, with the name or noun that completes it; not one that stands for several."""
        one = found.number == 1
        if one and (found.kind == "families" or self.form(end) in casualty.PLURAL_AFTER):
            return None
        to = end + (self.form(end) in casualty.SINGLE)
        if one and found.definite:
            to = end = self._rest_of_name(end)
        elif one and to == end == at + 1 and self._construct(end):
            to = end = end + 1
        fields = number_fields(found.number, "exact")
        return self._group(at, to, fields, "person", (at, end), found.kind, clitics)

    def _plural(self, at: int, end: int, found: people.Person, clitics: int) -> Group | None:
        """A plural without a number: «نساء» are news, «نساء الحي» are known."""
        known = found.definite or self._construct(end) or self.form(end).endswith(_OURS)  # أبناء شعبنا
        if known and self.form(at - 1) not in casualty.ALL:
            return None
        return self._group(at, end, number_fields(None, "none_stated"), "plural", (at, end), found.kind, clitics)

    def _construct(self, at: int) -> bool:
        """Whether a definite noun follows that belongs to the one before: سائق الحافلة."""
        if at >= len(self.tokens) or at in self.starts:
            return False
        return self.definite(at) and not self._is_function_word(at)

    def _agrees(self, at: int, noun: people.Person) -> bool:
        form = self.tokens[at].form
        if form in casualty.OTHERS:
            return True
        found = people.person(form)
        return found is not None and found.definite == noun.definite and not found.owned and found.number == noun.number

    def _numbered(self, at: int, end: int, noun: people.Person, clitics: int) -> Group | None:
        """«المتظاهرين الثلاثة», «أفراد الطاقم السبعة», «فلسطينيين اثنين»: the number follows its noun."""
        quantity, whole = self.starts.get(end), None
        if noun.number is None and end < len(self.tokens) and (quantity is None or quantity.begin != end):
            quantity = whole = collectives.whole(self, end, self.starts)
        if quantity is None or quantity.value is None or quantity.value.denominator != 1:
            return None
        if not (whole or _belongs(quantity, noun)):
            return None
        return self._of(quantity, at, self.sentence.offset(at, clitics), (at, end), noun.kind)

    def two_people(self, at: int, to: int, found: people.Person, clitics: int) -> Group:
        """Two people in a word whose form leaves it open, «اثنين» behind it or not."""
        return self._group(at, to, number_fields(_TWO, "exact"), "person", (at, at + 1), found.kind, clitics)


def _may_count(quantity: Quantity) -> bool:
    """Whether a number may count people: a whole one, and none already told of (الثلاثة)."""
    if quantity.percent or quantity.form == "fraction" or (quantity.definite and quantity.form != "vague"):
        return False
    return quantity.value is None or quantity.value.denominator == 1


def _belongs(quantity: Quantity, noun: people.Person) -> bool:
    """Whether a number behind a noun counts it: definite as it is (المتظاهرين الثلاثة), or اثنين."""
    if noun.definite and quantity.definite and noun.number is None:
        return True
    return quantity.value == _TWO and quantity.form == "words" and noun.number != 1
