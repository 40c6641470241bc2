using System.Text;

namespace Actors.Notifications.Texts.Patterns;

/// <summary>Text that is always the same.</summary>
internal sealed record LiteralPart(string Literal) : PatternPart
{
    public override void Write(StringBuilder text, in PatternContext context) => text.Append(Literal);
}
