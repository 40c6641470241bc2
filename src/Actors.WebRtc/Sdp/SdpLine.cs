namespace Actors.WebRtc.Sdp;

/// <summary>One line of a description.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Type">The letter before the equals sign.</param>
/// <param name="Value">What stands behind it.</param>
internal readonly record struct SdpLine(int Number, char Type, string Value)
{
    private const string Letters = "vosiuepcbtrzkam";

    /// <summary>Takes a description apart (RFC 8866, section 5). Lines may end with LF alone.</summary>
    /// <exception cref="SdpException">Something is not a line, or there is too much of it.</exception>
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
            throw new SdpException(SdpProblem.BadLine, number, "Not a letter of a description and an equals sign.");
        }

        foreach (var character in line)
        {
            if (char.IsControl(character) && character != '\t')
            {
                throw new SdpException(SdpProblem.BadLine, number, "A control character.");
            }
        }

        return new SdpLine(number, line[0], line[2..].ToString());
    }
}
