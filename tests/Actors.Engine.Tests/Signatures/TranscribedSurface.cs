using System.Text.RegularExpressions;

namespace Actors.Engine.Tests.Signatures;

/// <summary>
/// Public types written down as C#: namespace lines, then for each type its attributes, its head, and its members between
/// braces on lines of their own. For the assemblies of Orleans that cannot be had as files, and for made-up input.
/// </summary>
internal static partial class TranscribedSurface
{
    public static IReadOnlyList<SurfaceType> Parse(string text)
    {
        var types = new List<SurfaceType>();
        var space = "";
        var attributes = new HashSet<string>();
        HashSet<string>? members = null;
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            if (line.Length == 0 || line == "{" || line.StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }

            if (line == "}")
            {
                members = null;
            }
            else if (members is not null)
            {
                members.Add(Member(line));
            }
            else if (line.StartsWith("namespace ", StringComparison.Ordinal))
            {
                space = line["namespace ".Length..^1];
            }
            else if (line.StartsWith('['))
            {
                attributes.Add(Attribute(line[1..^1]));
            }
            else
            {
                members = [];
                types.Add(Head(space, line, attributes, members));
                attributes = [];
            }
        }

        return types;
    }

    private static SurfaceType Head(string space, string line, HashSet<string> attributes, HashSet<string> members)
    {
        var constraint = line.IndexOf(" where ", StringComparison.Ordinal);
        var constraints = constraint < 0 ? "" : line[constraint..];
        var parts = (constraint < 0 ? line : line[..constraint]).Split(" : ");
        var bases = parts.Length == 1 ? [] : BetweenTypes().Split(parts[1]).ToHashSet();
        var name = NameAtEnd().Match(parts[0]).Value;
        return new(space, name, parts[0] + constraints, bases, attributes, members);
    }

    private static string Member(string line) => Obsolete().Replace(line, "").TrimEnd(',');

    private static string Attribute(string text)
    {
        var match = UsageText().Match(text);
        if (!match.Success)
        {
            return text.Split('(')[0];
        }

        var targets = match.Groups["target"].Captures.Select(capture => Enum.Parse<AttributeTargets>(capture.Value));
        return AttributeReading.Write(new(targets.Aggregate((left, right) => left | right))
        {
            AllowMultiple = text.Contains("AllowMultiple = true", StringComparison.Ordinal),
            Inherited = !text.Contains("Inherited = false", StringComparison.Ordinal),
        });
    }

    /// <summary>A comma that stands between two bases and not between the arguments of one.</summary>
    [GeneratedRegex(@", (?![^<]*>)")]
    private static partial Regex BetweenTypes();

    [GeneratedRegex(@"[\w.]+(<[^>]*>)?$")]
    private static partial Regex NameAtEnd();

    [GeneratedRegex(@"\[Obsolete[^\]]*\] ")]
    private static partial Regex Obsolete();

    [GeneratedRegex(@"^AttributeUsage\((AttributeTargets\.(?<target>\w+)( \| )?)+")]
    private static partial Regex UsageText();
}
