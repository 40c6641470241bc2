namespace Actors.Engine.Tests.Signatures;

/// <summary>
/// Says what one surface has that another has not. Having less is fine: code that compiles against the smaller surface
/// compiles against the larger one. What counts as the same:
/// <list type="bullet">
/// <item>names of parameters count (named arguments), default values and nullability too;</item>
/// <item>an abstract interface member and one with a default implementation differ (whoever implements it sees that);</item>
/// <item><c>protected internal</c> counts as <c>protected</c>: from another assembly it is;</item>
/// <item>overrides do not count: whoever sees them sees the method through the base already;</item>
/// <item>of the attributes on a type all that bind its users count; where a usage is stated on one side it is on the
/// other;</item>
/// <item>an interface that follows from another one in the list need not be listed.</item>
/// </list>
/// </summary>
internal sealed class SurfaceComparison
{
    private const string Usage = "AttributeUsage";

    private readonly ILookup<string, SurfaceType> _theirs;
    private readonly ILookup<string, SurfaceType> _byName;

    public SurfaceComparison(IEnumerable<SurfaceType> theirs)
    {
        var all = theirs.ToList();
        _theirs = all.ToLookup(type => type.FullName);
        _byName = all.ToLookup(type => type.Name.Split('<')[0]);
    }

    public IEnumerable<string> Extra(IEnumerable<SurfaceType> ours) => ours.SelectMany(Extra);

    private IEnumerable<string> Extra(SurfaceType ours)
    {
        // The extension methods of one class may come from several assemblies.
        var theirs = _theirs[ours.FullName].ToList();
        if (theirs.Count == 0)
        {
            var elsewhere = _byName[ours.Name.Split('<')[0]].Select(type => type.FullName).ToList();
            return [$"{ours.FullName}: Orleans has no such public type.{Hint(elsewhere)}"];
        }

        return Declarations(ours, theirs).Concat(Bases(ours, theirs)).Concat(Attributes(ours, theirs))
            .Concat(Members(ours, theirs));
    }

    private static IEnumerable<string> Declarations(SurfaceType ours, List<SurfaceType> theirs)
    {
        if (theirs.All(type => type.Declaration != ours.Declaration))
        {
            yield return $"{ours.FullName}: declared as `{ours.Declaration}`.{Hint(theirs.Select(type => type.Declaration))}";
        }
    }

    private IEnumerable<string> Bases(SurfaceType ours, List<SurfaceType> theirs)
    {
        var known = theirs.SelectMany(type => type.Bases).ToHashSet();
        var open = new Queue<string>(known);
        while (open.TryDequeue(out var name))
        {
            foreach (var implied in Implied(name).Where(known.Add))
            {
                open.Enqueue(implied);
            }
        }

        return ours.Bases.Where(name => !known.Contains(name))
            .Select(name => $"{ours.FullName}: is a {name}; the type of Orleans is not.");
    }

    private IEnumerable<string> Implied(string name) => name.StartsWith("IEnumerable<", StringComparison.Ordinal)
        ? ["IEnumerable"]
        : _byName[name.Split('<')[0]].SelectMany(type => type.Bases);

    private static IEnumerable<string> Attributes(SurfaceType ours, List<SurfaceType> theirs)
    {
        var known = theirs.SelectMany(type => type.Attributes).ToHashSet();
        var missing = known.Where(name => name.StartsWith(Usage, StringComparison.Ordinal)).Except(ours.Attributes);
        return ours.Attributes.Except(known).Select(name => $"{ours.FullName}: has [{name}]; the type of Orleans has not.")
            .Concat(missing.Select(name => $"{ours.FullName}: lacks [{name}] of Orleans."));
    }

    private static IEnumerable<string> Members(SurfaceType ours, List<SurfaceType> theirs)
    {
        var known = theirs.SelectMany(type => type.Members).ToHashSet();
        return ours.Members.Except(known).Select(member =>
            $"{ours.FullName}: `{member}` is not a member of the type of Orleans."
            + Hint(known.Where(other => NameOf(other) == NameOf(member))));
    }

    private static string NameOf(string member) => member.Split('(', '{', '=', '<')[0].TrimEnd(' ', ';').Split(' ')[^1];

    private static string Hint(IEnumerable<string> candidates)
    {
        var list = candidates.Select(text => $"`{text}`").ToList();
        return list.Count == 0 ? "" : $" It has: {string.Join(" and ", list)}";
    }
}
