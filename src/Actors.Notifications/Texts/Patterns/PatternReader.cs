using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Actors.Notifications.Texts.Plurals;

namespace Actors.Notifications.Texts.Patterns;

/// <summary>Parses one pattern.</summary>
internal sealed class PatternReader(string text)
{
    private int _position;

    private bool AtEnd => _position == text.Length;

    public Pattern ReadAll()
    {
        var pattern = ReadPattern(depth: 0, plural: null);
        return AtEnd ? pattern : throw Error("A } closes nothing; write '}' if it is meant as a character");
    }

    /// <summary>Reads up to the end, or to the brace that closes the surrounding choice.</summary>
    private Pattern ReadPattern(int depth, string? plural)
    {
        var parts = ImmutableArray.CreateBuilder<PatternPart>();
        var literal = new StringBuilder();
        while (!AtEnd && text[_position] != '}')
        {
            var next = text[_position];
            if (next == '\'')
            {
                ReadApostrophe(literal, plural is not null);
            }
            else if (next == '{' || (next == '#' && plural is not null))
            {
                Flush(parts, literal);
                parts.Add(next == '{' ? ReadPlaceholder(depth, plural) : new ArgumentPart(plural!));
                _position += next == '#' ? 1 : 0;
            }
            else
            {
                literal.Append(next);
                _position++;
            }
        }

        Flush(parts, literal);
        return new(parts.ToImmutable());
    }

    private static void Flush(ImmutableArray<PatternPart>.Builder parts, StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            parts.Add(new LiteralPart(literal.ToString()));
            literal.Clear();
        }
    }

    /// <summary>
    /// Reads an apostrophe as ICU does: two are one apostrophe; one before a brace quotes up to the next one; any other is a
    /// character.
    /// </summary>
    private void ReadApostrophe(StringBuilder literal, bool inPlural)
    {
        _position++;
        if (!AtEnd && text[_position] == '\'')
        {
            literal.Append('\'');
            _position++;
            return;
        }

        if (AtEnd || !(text[_position] is '{' or '}' || (inPlural && text[_position] == '#')))
        {
            literal.Append('\'');
            return;
        }

        for (; !AtEnd; _position++)
        {
            if (text[_position] != '\'')
            {
                literal.Append(text[_position]);
            }
            else if (_position + 1 < text.Length && text[_position + 1] == '\'')
            {
                literal.Append('\'');
                _position++;
            }
            else
            {
                _position++;
                return;
            }
        }

        throw Error("An apostrophe opens a quotation that has no end; add the second apostrophe");
    }

    private PatternPart ReadPlaceholder(int depth, string? plural)
    {
        Take('{');
        var name = ReadWord();
        if (name.Length == 0 || !char.IsAsciiLetter(name[0]) || !name.All(char.IsAsciiLetterOrDigit))
        {
            throw Error($"\"{name}\" is not a name for a placeholder; use a letter followed by letters and digits");
        }

        if (TryTake('}'))
        {
            return new ArgumentPart(name);
        }

        if (!TryTake(','))
        {
            throw Error($"After {{{name} a }} or a comma is missing; add one");
        }

        var kind = ReadWord();
        Take(',');
        if (depth == Limits.PatternDepth)
        {
            throw Error($"Choices are nested more than {Limits.PatternDepth} deep; use fewer, with whole sentences in each");
        }

        PatternPart part = kind switch
        {
            "plural" => ReadPlural(name, depth),
            "select" => ReadSelect(name, depth, plural),
            _ => throw Error($"\"{kind}\" is unknown; use plural or select"),
        };
        Take('}');
        return part;
    }

    private PluralPart ReadPlural(string name, int depth)
    {
        var exact = ImmutableDictionary.CreateBuilder<decimal, Pattern>();
        var categories = ImmutableDictionary.CreateBuilder<PluralCategory, Pattern>();
        foreach (var (word, choice) in ReadChoices(depth, name))
        {
            var added = word[0] == '='
                ? exact.TryAdd(ParseExact(word), choice)
                : categories.TryAdd(ParseCategory(word), choice);
            Unique(added, word);
        }

        return categories.ContainsKey(PluralCategory.Other)
            ? new(name, exact.ToImmutable(), categories.ToImmutable())
            : throw Error($"The plural of {name} has no choice \"other\"; add other {{…}}");
    }

    private SelectPart ReadSelect(string name, int depth, string? plural)
    {
        var words = ImmutableDictionary.CreateBuilder<string, Pattern>();
        foreach (var (word, choice) in ReadChoices(depth, plural))
        {
            Unique(words.TryAdd(word, choice), word);
        }

        return words.ContainsKey(SelectPart.Other)
            ? new(name, words.ToImmutable())
            : throw Error($"The select of {name} has no choice \"other\"; add other {{…}}");
    }

    private IEnumerable<(string Word, Pattern Choice)> ReadChoices(int depth, string? plural)
    {
        for (var word = ReadWord(); word.Length > 0; word = ReadWord())
        {
            Take('{');
            var choice = ReadPattern(depth + 1, plural);
            Take('}');
            yield return (word, choice);
        }
    }

    private decimal ParseExact(string word) =>
        decimal.TryParse(word.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Error($"\"{word}\" is not a number; write for example =0");

    private PluralCategory ParseCategory(string word) => word switch
    {
        "one" => PluralCategory.One,
        "many" => PluralCategory.Many,
        "other" => PluralCategory.Other,
        _ => throw Error($"\"{word}\" is not a plural category; use one, many, other or =0, =1, …"),
    };

    private void Unique(bool added, string word)
    {
        if (!added)
        {
            throw Error($"The choice \"{word}\" occurs twice; remove one");
        }
    }

    /// <summary>Reads up to white space, a brace or a comma; skips white space before and after.</summary>
    private string ReadWord()
    {
        SkipSpace();
        var start = _position;
        while (!AtEnd && !char.IsWhiteSpace(text[_position]) && text[_position] is not ('{' or '}' or ','))
        {
            _position++;
        }

        var word = text[start.._position];
        SkipSpace();
        return word;
    }

    private void SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(text[_position]))
        {
            _position++;
        }
    }

    private bool TryTake(char expected)
    {
        var found = !AtEnd && text[_position] == expected;
        _position += found ? 1 : 0;
        return found;
    }

    private void Take(char expected)
    {
        if (!TryTake(expected))
        {
            throw Error(AtEnd ? $"A {expected} is missing at the end; add it" : $"A {expected} is missing; add it");
        }
    }

    private PatternException Error(string message) => new($"{message} (at character {_position + 1}).");
}
