using System.Text;

namespace Actors.Notifications.Texts.Patterns;

/// <summary><c>{name}</c>, and <c>#</c> for the number of the choice around it.</summary>
internal sealed record ArgumentPart(string Name) : PatternPart
{
    public override void Write(StringBuilder text, in PatternContext context) =>
        text.Append(context.Get(Name).Format(context.Formats));
}
