"""Checks a wording before it is kept: what a mail cannot print is refused, with its line."""

import re

from django.core.exceptions import ValidationError
from django.template import Engine, TemplateSyntaxError
from django.template.base import Lexer, TokenType
from django.utils.translation import gettext as _

TAGS = {"if", "elif", "else", "endif", "for", "empty", "endfor", "with", "endwith", "comment", "endcomment"}
FILTERS = {
    "capfirst", "date", "default", "default_if_none", "escape", "first", "floatformat", "force_escape", "join", "last",
    "length", "linebreaks", "linebreaksbr", "lower", "pluralize", "striptags", "time", "title", "truncatechars",
    "truncatewords", "upper", "urlencode", "urlize", "yesno",
}  # fmt: skip
LONGEST = 40_000  # characters of a wording
LOOP = re.compile(r"for\s+[\w\s,]+\s+in\s+(\w+)(?:\s+reversed)?")
NAME = re.compile(r"(?<![\w.\"'|:])[A-Za-z_]\w*")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
OPERATORS = {"and", "or", "not", "in", "is", "if", "elif", "for", "with", "as", "reversed", "True", "False", "None"}
ENGINE = Engine(debug=True)  # for its account of where an error is


def check(source, names):
    """Raise ValidationError for the first thing in `source` that a mail with the placeholders `names` cannot print."""
    if len(source) > LONGEST:
        raise ValidationError(_("At most %(count)d characters can be used.") % {"count": LONGEST})
    known = {*names, "forloop", *introduced(source)}
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            check_tag(token)
        if token.token_type in (TokenType.BLOCK, TokenType.VAR):
            check_names(token, known)
            check_filters(token)
        if token.token_type == TokenType.TEXT:
            check_braces(token)
    check_loops(source, names)
    try:
        ENGINE.from_string(source)
    except TemplateSyntaxError as error:
        place = getattr(error, "template_debug", {})
        raise ValidationError(
            _("Line %(line)s, near “%(near)s”: %(error)s")
            % {"line": place.get("line", 1), "near": place.get("during", ""), "error": error}
        ) from error


def introduced(source):
    """The names that loops and `with` of the wording bring along."""
    names = set()
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            words = token.contents.split()
            if words[:1] == ["for"]:
                names |= {word.strip(",") for word in words[1 : words.index("in")] if "in" in words}
            if words[:1] == ["with"]:
                names |= {word.partition("=")[0] for word in words[1:]}
    return names


def check_tag(token):
    tag = token.contents.split()[0] if token.contents else ""
    if tag not in TAGS:
        message = _("Line %(line)s: “{%% %(tag)s %%}” cannot be used here. Usable are if, for and with.")
        raise ValidationError(message % {"line": token.lineno, "tag": tag})


def check_filters(token):
    """Refuse filters that are no use in a mail: some make a text of any length."""
    for name in re.findall(r"\|\s*(\w+)", QUOTED.sub("", token.contents)):
        if name not in FILTERS:
            message = _("Line %(line)s: the filter “%(name)s” cannot be used here.")
            raise ValidationError(message % {"line": token.lineno, "name": name})


def check_loops(source, names):
    """Refuse a loop over anything but a list of the mail, and a loop in a loop."""
    lists, depth = {name for name, example in names.items() if isinstance(example, list)}, 0
    for token in Lexer(source).tokenize():
        if token.token_type != TokenType.BLOCK:
            continue
        depth -= token.contents.startswith("endfor")
        if token.contents.startswith("for "):
            depth += 1
            loop = LOOP.fullmatch(token.contents)
            if depth > 1 or not loop or loop[1] not in lists:
                message = _("Line %(line)s: a loop goes over one list of this mail, and not in another loop.")
                raise ValidationError(message % {"line": token.lineno})


def check_braces(token):
    """Refuse what begins like a placeholder and has no end: it would be printed as it stands."""
    for braces in ("{{", "{%", "}}", "%}"):
        if braces in token.contents:
            line = token.lineno + token.contents[: token.contents.index(braces)].count("\n")
            message = _("Line %(line)s: “%(braces)s” has no other half.")
            raise ValidationError(message % {"line": line, "braces": braces})


def check_names(token, known):
    if token.contents.startswith(("comment", "endcomment")):
        return
    for name in NAME.findall(QUOTED.sub("", token.contents)):
        if name not in known and name not in TAGS | OPERATORS:
            message = _("Line %(line)s: “%(name)s” is not a placeholder of this mail.")
            raise ValidationError(message % {"line": token.lineno, "name": name})
