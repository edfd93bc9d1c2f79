"""Checks a wording before it is kept: what a mail cannot print is refused, with its line."""

import re

from django.core.exceptions import ValidationError
from django.template import Engine, TemplateSyntaxError
from django.template.base import Lexer, TokenType
from django.utils.translation import gettext as _

TAGS = {"if", "elif", "else", "endif", "for", "empty", "endfor", "with", "endwith", "comment", "endcomment"}
NAME = re.compile(r"(?<![\w.\"'|:])[A-Za-z_]\w*")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
OPERATORS = {"and", "or", "not", "in", "is", "if", "elif", "for", "with", "as", "reversed", "True", "False", "None"}
ENGINE = Engine(debug=True)  # for its account of where an error is


def check(source, names):
    """Raise ValidationError for the first thing in `source` that a mail with the placeholders `names` cannot print."""
    known = {*names, "forloop", *introduced(source)}
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            check_tag(token)
        if token.token_type in (TokenType.BLOCK, TokenType.VAR):
            check_names(token, known)
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


def check_names(token, known):
    if token.contents.startswith(("comment", "endcomment")):
        return
    for name in NAME.findall(QUOTED.sub("", token.contents)):
        if name not in known and name not in TAGS | OPERATORS:
            message = _("Line %(line)s: “%(name)s” is not a placeholder of this mail.")
            raise ValidationError(message % {"line": token.lineno, "name": name})
