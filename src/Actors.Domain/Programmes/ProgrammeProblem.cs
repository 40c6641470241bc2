namespace Actors.Domain.Programmes;

/// <summary>Something in the file of a programme that has to be changed.</summary>
/// <param name="Path">Where: <c>location.gapMinutes</c>.</param>
/// <param name="Fix">What is wanted there.</param>
public sealed record ProgrammeProblem(string Path, string Fix)
{
    /// <summary>Place and fix in one line.</summary>
    public override string ToString() => $"{Path}: {Fix}";
}
