namespace Actors.WebRtc.Sdp;

/// <summary>One line of a description.</summary>
/// <param name="Number">The line number from 1.</param>
/// <param name="Type">The letter before the equals sign.</param>
/// <param name="Value">The text after it.</param>
internal readonly record struct SdpLine(int Number, char Type, string Value)
{
    private const string Letters = "vosiuepcbtrzkam";

    /// <summary>Splits a description into lines (RFC 8866, section 5). Lines may end with LF alone.</summary>
    /// <exception cref="SdpException">A line is malformed, or a limit is exceeded.</exception>
    public static List<SdpLine> Split(string text)
    {
        if (text.Length > SdpLimits.Length)
        {
            throw new SdpException(SdpProblem.TooLong, 0, $"More than {SdpLimits.Length} characters.");
        }

        var lines = new List<SdpLine>();
        foreach (var range in text.AsSpan().TrimEnd("\r\n").Split('\n'))
        {
            if (lines.Count == SdpLimits.Lines)
            {
                throw new SdpException(SdpProblem.TooLong, lines.Count, $"More than {SdpLimits.Lines} lines.");
            }

            var line = text.AsSpan()[range];
            lines.Add(Read(lines.Count + 1, line.EndsWith('\r') ? line[..^1] : line));
        }

        return lines;
    }

    private static SdpLine Read(int number, ReadOnlySpan<char> line)
    {
        if (line.Length > SdpLimits.LineLength)
        {
            throw new SdpException(SdpProblem.TooLong, number, $"More than {SdpLimits.LineLength} characters.");
        }

        if (line.Length < 2 || line[1] != '=' || !Letters.Contains(line[0], StringComparison.Ordinal))
        {
            throw new SdpException(SdpProblem.BadLine, number, "A line must start with a known letter and an equals sign.");
        }

        foreach (var character in line)
        {
            if (char.IsControl(character) && character != '\t')
            {
                throw new SdpException(SdpProblem.BadLine, number, "The line contains a control character.");
            }
        }

        return new SdpLine(number, line[0], line[2..].ToString());
    }
}

/// <summary>An attribute (RFC 8866, section 5.13).</summary>
/// <param name="Line">The line number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; empty if it has none.</param>
internal readonly record struct SdpAttribute(int Line, string Name, string Value)
{
    /// <summary>Reads an attribute.</summary>
    /// <exception cref="SdpException">The attribute has no name.</exception>
    public static SdpAttribute Read(SdpLine line)
    {
        var colon = line.Value.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? line.Value : line.Value[..colon];
        return SdpText.IsToken(name)
            ? new SdpAttribute(line.Number, name, colon < 0 ? "" : line.Value[(colon + 1)..])
            : throw new SdpException(SdpProblem.BadAttribute, line.Number, "An attribute has no name.");
    }

    /// <summary>The error for a malformed value.</summary>
    public SdpException Bad(string explanation) => new(SdpProblem.BadAttribute, Line, $"{Name}: {explanation}");

    /// <summary>The error for a repeated attribute.</summary>
    public SdpException Duplicate() => new(SdpProblem.Duplicate, Line, $"{Name} appears twice.");

    /// <summary>The error for too many attributes of this name.</summary>
    public SdpException TooMany(int limit) => new(SdpProblem.TooLong, Line, $"More than {limit} lines of {Name}.");
}
