using System.Text;

namespace Actors.Notifications.Texts.Patterns;

/// <summary>A part of a pattern that was read.</summary>
internal abstract record PatternPart
{
    /// <summary>Writes what the part is with these arguments.</summary>
    /// <exception cref="ArgumentException">An argument is missing or of the wrong kind.</exception>
    public abstract void Write(StringBuilder text, in PatternContext context);

    /// <summary>The patterns among which the part chooses.</summary>
    public virtual IEnumerable<Pattern> Choices => [];
}
