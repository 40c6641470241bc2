using Actors.Domain.Registration;

namespace Actors.Server.Registration;

/// <summary>Normalises what people type (SPEC E2).</summary>
internal static class TypedTexts
{
    /// <summary>The text to compare; <c>null</c> if nothing is left of it, or it is not well-formed Unicode.</summary>
    public static string? Normalise(string text)
    {
        try
        {
            return text.Length == 0 ? null : IdentityText.Normalise(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
