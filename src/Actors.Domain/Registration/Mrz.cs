using System.Collections.Immutable;
using System.Globalization;

namespace Actors.Domain.Registration;

/// <summary>
/// What the machine-readable zone of a passport says (ICAO 9303-4, size TD3: two lines of 44). It is personal data and shows
/// in no text.
/// </summary>
public sealed record Mrz
{
    /// <summary>The length of a line.</summary>
    public const int LineLength = 44;

    private Mrz()
    {
    }

    /// <summary>The number of the passport; <c>null</c> if it cannot be read.</summary>
    public PassportNumber? Number { get; private init; }

    /// <summary>The state that issued it; <c>null</c> if its code is unknown.</summary>
    public StateCode? IssuingState { get; private init; }

    /// <summary>The nationality; <c>null</c> if its code is unknown.</summary>
    public StateCode? Nationality { get; private init; }

    /// <summary>The name; <c>null</c> if there is none.</summary>
    public PersonName? Name { get; private init; }

    /// <summary>Whether the name fills its 39 places, so that its end may be cut off (ICAO 9303-4, 4.2.3).</summary>
    public bool IsNameCutOff { get; private init; }

    /// <summary>The date of birth; what is unknown or impossible in it is unknown.</summary>
    public BirthDate BirthDate { get; private init; }

    /// <summary>The last day on which the passport is valid; <c>null</c> if it cannot be read.</summary>
    public DateOnly? ValidUntil { get; private init; }

    /// <summary>What is wrong, by field. What is not named here is verified by its check digit where it has one.</summary>
    public ImmutableArray<MrzProblem> Problems { get; private init; } = [];

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => Problems.IsEmpty;

    /// <summary>
    /// Reads a zone as scanned, typed or pasted: in one line or several, in either order of the two, with blanks, in lower
    /// case or full width, and with missing fillers at the end of the line with the name.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="today">The date of today, by which centuries are told.</param>
    public static Mrz Read(string text, DateOnly today)
    {
        var (names, data) = SplitLines(text);
        if (names.Length is < 10 or > LineLength || data.Length != LineLength)
        {
            return new Mrz { Problems = [new(MrzField.Line, MrzFault.Length)] };
        }

        return new Reader(names.PadRight(LineLength, '<'), data, today).Read();
    }

    /// <summary>Computes the check digit of a field (ICAO 9303-3, 4.9): weights 7, 3, 1, modulo 10.</summary>
    /// <param name="field">Capitals, digits and fillers; other characters count as fillers.</param>
    public static int CheckDigit(ReadOnlySpan<char> field)
    {
        var sum = 0;
        for (var place = 0; place < field.Length; place++)
        {
            sum += ValueOf(field[place]) * ((place % 3) switch { 0 => 7, 1 => 3, _ => 1 });
        }

        return sum % 10;
    }

    /// <summary>Says what it is, never its content.</summary>
    public override string ToString() => IsSound ? "a sound machine-readable zone" : "a machine-readable zone with problems";

    private static int ValueOf(char character) =>
        char.IsAsciiDigit(character) ? character - '0'
        : char.IsAsciiLetterUpper(character) ? character - 'A' + 10
        : 0;

    private static (string Names, string Data) SplitLines(string text)
    {
        // Keyboards and text recognition make one character of two fillers.
        var clean = IdentityText.Compose(text).ToUpperInvariant()
            .Replace("«", "<<", StringComparison.Ordinal).Replace("≪", "<<", StringComparison.Ordinal).Replace('‹', '<');
        var lines = clean.Split(['\r', '\n'])
            .Select(line => string.Concat(line.Where(character => !char.IsWhiteSpace(character))))
            .Where(line => line.Length > 0)
            .ToList();
        if (lines.Count != 2)
        {
            var whole = string.Concat(lines);
            var cut = Math.Max(0, whole.Length - LineLength);
            lines = [whole[..cut], whole[cut..]];
            if (!BeginsPassport(lines[0]) && cut > 0)
            {
                // The other order: the line with the data, which has its full length, comes first.
                lines = [whole[LineLength..], whole[..LineLength]];
            }
        }

        return BeginsPassport(lines[0]) || !BeginsPassport(lines[1]) ? (lines[0], lines[1]) : (lines[1], lines[0]);
    }

    /// <summary>Whether it is the line with the name: it begins with P and has hardly a digit.</summary>
    private static bool BeginsPassport(string line) => line.StartsWith('P') && line.Count(char.IsAsciiDigit) < 6;

    /// <summary>Reads the fields of a zone of the right size.</summary>
    /// <param name="names">The line with the name.</param>
    /// <param name="data">The line with the number and the dates.</param>
    /// <param name="today">The date of today.</param>
    private sealed class Reader(string names, string data, DateOnly today)
    {
        private readonly ImmutableArray<MrzProblem>.Builder _problems = ImmutableArray.CreateBuilder<MrzProblem>();

        public Mrz Read()
        {
            if (names[0] != 'P')
            {
                Add(MrzField.Document, MrzFault.NoPassport);
            }

            // In the order of the document, so that problems are named in it too.
            var zone = new Mrz
            {
                IssuingState = ReadState(names[2..5], MrzField.IssuingState),
                Name = ReadName(names[5..]),
                IsNameCutOff = names[^1] != '<',
                Number = ReadNumber(),
                Nationality = ReadState(data[10..13], MrzField.Nationality),
                BirthDate = ReadBirthDate(),
                ValidUntil = ReadValidUntil(),
            };
            ReadOptional();
            if (_problems.Count == 0 && !IsChecked(data[..10] + data[13..20] + data[21..43], data[43]))
            {
                Add(MrzField.Composite, MrzFault.CheckDigit);
            }

            return zone with { Problems = _problems.ToImmutable() };
        }

        private static bool IsChecked(string field, char check) =>
            char.IsAsciiDigit(check) && Mrz.CheckDigit(field) == check - '0';

        private void Add(MrzField field, MrzFault fault, MrzHint? hint = null) => _problems.Add(new(field, fault, hint));

        private StateCode? ReadState(string code, MrzField field)
        {
            if (StateCode.TryParse(code, out var state))
            {
                return state;
            }

            Add(field, MrzFault.Unknown);
            return null;
        }

        private PersonName? ReadName(string field)
        {
            var end = field.IndexOf("<<", StringComparison.Ordinal);
            var name = end < 0
                ? PersonName.Create(field, "")
                : PersonName.Create(field[..end], field[end..]);
            if (name is null || field.Any(character => !char.IsAsciiLetterUpper(character) && character != '<'))
            {
                var at = field.AsSpan().IndexOfAnyInRange('0', '9');
                var letter = at < 0 ? [] : LookAlikes.Of(field[at]).Where(char.IsAsciiLetterUpper).Take(1).ToList();
                Add(MrzField.Name, MrzFault.Character, letter.Count == 0 ? null : new(1, 6 + at, letter[0]));
            }

            return name;
        }

        private PassportNumber? ReadNumber()
        {
            var isRead = PassportNumber.TryParse(data[..9], out var number);
            if (!isRead)
            {
                Add(MrzField.Number, MrzFault.Character);
                return null;
            }

            Verify(MrzField.Number, 0, 9);
            return number;
        }

        private BirthDate ReadBirthDate()
        {
            var problem = BirthDate.ReadMrz(data[13..19], today, out var date);
            if (problem is not (BirthDateProblem.None or BirthDateProblem.Incomplete))
            {
                Add(MrzField.BirthDate, MrzFault.Unknown, FindSlip(13, 6));
                return date;
            }

            Verify(MrzField.BirthDate, 13, 6);
            return date;
        }

        private DateOnly? ReadValidUntil()
        {
            var century = today.Year - (today.Year % 100);
            if (!DateOnly.TryParseExact(
                $"{century / 100}{data[21..27]}", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
            {
                Add(MrzField.ValidUntil, MrzFault.Unknown, FindSlip(21, 6));
                return null;
            }

            Verify(MrzField.ValidUntil, 21, 6);
            return until.Year > today.Year + 50 ? until.AddYears(-100) : until;
        }

        /// <summary>A field without content has the check digit 0, or a filler in its place (ICAO 9303-4, 4.2.2.2).</summary>
        private void ReadOptional()
        {
            if (data[42] != '<' || data[28..42].Any(character => character != '<'))
            {
                Verify(MrzField.Optional, 28, 14);
            }
        }

        private void Verify(MrzField field, int start, int length)
        {
            if (!IsChecked(data.Substring(start, length), data[start + length]))
            {
                Add(field, MrzFault.CheckDigit, FindSlip(start, length));
            }
        }

        /// <summary>
        /// Finds the one character that was taken for a look-alike: with the other one the check digit is right. Returns
        /// <c>null</c> if there is none, or several are possible.
        /// </summary>
        private MrzHint? FindSlip(int start, int length)
        {
            var hints = new List<MrzHint>();
            for (var at = start; at <= start + length; at++)
            {
                foreach (var other in LookAlikes.Of(data[at]))
                {
                    var changed = $"{data.AsSpan(0, at)}{other}{data.AsSpan(at + 1)}";
                    var isDigitPlace = length == 6 || at == start + length;
                    if ((!isDigitPlace || char.IsAsciiDigit(other))
                        && IsChecked(changed.Substring(start, length), changed[start + length]))
                    {
                        hints.Add(new(2, at + 1, other));
                    }
                }
            }

            return hints.Count == 1 ? hints[0] : null;
        }
    }
}

/// <summary>Something wrong in a machine-readable zone.</summary>
/// <param name="Field">The field.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Hint">The character that was probably misread; <c>null</c> if none can be named.</param>
public sealed record MrzProblem(MrzField Field, MrzFault Fault, MrzHint? Hint = null)
{
    /// <summary>The field and the fault only: the hint holds a character of a number.</summary>
    public override string ToString() => $"{Field}: {Fault}";
}

/// <summary>A character to look at again in the passport.</summary>
/// <param name="Line">The line, 1 or 2.</param>
/// <param name="Column">The place in the line, from 1.</param>
/// <param name="Perhaps">The character that may stand there, such as <c>0</c> in place of <c>O</c>.</param>
public sealed record MrzHint(int Line, int Column, char Perhaps)
{
    /// <summary>The place only.</summary>
    public override string ToString() => $"line {Line}, column {Column}";
}

/// <summary>The fields of a machine-readable zone.</summary>
public enum MrzField
{
    /// <summary>The lines as a whole.</summary>
    Line,

    /// <summary>The kind of document.</summary>
    Document,

    /// <summary>The state that issued the passport.</summary>
    IssuingState,

    /// <summary>The name.</summary>
    Name,

    /// <summary>The number of the passport.</summary>
    Number,

    /// <summary>The nationality.</summary>
    Nationality,

    /// <summary>The date of birth.</summary>
    BirthDate,

    /// <summary>The date of expiry.</summary>
    ValidUntil,

    /// <summary>What a state adds, such as a personal number.</summary>
    Optional,

    /// <summary>All checked fields together.</summary>
    Composite,
}

/// <summary>What is wrong with a field of a machine-readable zone.</summary>
public enum MrzFault
{
    /// <summary>The lines do not have 44 characters.</summary>
    Length,

    /// <summary>The document is no passport.</summary>
    NoPassport,

    /// <summary>A character cannot stand there.</summary>
    Character,

    /// <summary>There is no such state or date.</summary>
    Unknown,

    /// <summary>The check digit does not fit: a character was misread.</summary>
    CheckDigit,
}
