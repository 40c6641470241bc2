namespace Actors.Engine.Tests.Signatures;

/// <summary>
/// One public type as text that can be compared: <c>public interface IGrainState&lt;T&gt;</c>, its bases, the
/// attributes that bind its users, and one line per public or protected member, all in the words of C#.
/// </summary>
internal sealed record SurfaceType(
    string Namespace,
    string Name,
    string Declaration,
    IReadOnlySet<string> Bases,
    IReadOnlySet<string> Attributes,
    IReadOnlySet<string> Members)
{
    public string FullName => $"{Namespace}.{Name}";
}
