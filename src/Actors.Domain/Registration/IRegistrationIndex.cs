using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;

namespace Actors.Domain.Registration;

/// <summary>
/// Knows which registration of a programme has which passport number and date of birth, by keyed hashes. One programme sees
/// nothing of another.
/// </summary>
public interface IRegistrationIndex
{
    /// <summary>
    /// Gives details to registrations, each to the first that asks for them. A registration gives up those that it had before.
    /// Idempotent.
    /// </summary>
    /// <param name="programme">The programme.</param>
    /// <param name="takers">Registrations and their details, at most <see cref="Limits.RecordBatch"/>.</param>
    /// <param name="cancellationToken">Cancels the call; some may have been given.</param>
    /// <returns>The owner of each, in the same order: the taker or another registration.</returns>
    Task<IReadOnlyList<EntrantId>> TakeAsync(
        ProgrammeId programme, IReadOnlyList<IdentityTaker> takers, CancellationToken cancellationToken = default);

    /// <summary>Finds the registration with a passport number and a date of birth; <c>null</c> if there is none.</summary>
    Task<EntrantId?> FindAsync(
        ProgrammeId programme, string passportNumber, DateOnly birthDate, CancellationToken cancellationToken = default);

    /// <summary>A registration gives its details up.</summary>
    Task ReleaseAsync(EntrantId person, CancellationToken cancellationToken = default);

    /// <summary>
    /// Counts an attempt to register with a passport number and a date of birth, whether or not they are known. Counts are
    /// durable.
    /// </summary>
    /// <param name="programme">The programme.</param>
    /// <param name="passportNumber">The number, normalised.</param>
    /// <param name="birthDate">The date of birth.</param>
    /// <param name="max">The most attempts in a day.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns><c>false</c> if there were too many.</returns>
    Task<bool> TryAttemptAsync(
        ProgrammeId programme, string passportNumber, DateOnly birthDate, int max,
        CancellationToken cancellationToken = default);
}

/// <summary>A registration that takes details.</summary>
/// <param name="Person">The registration.</param>
/// <param name="PassportNumber">The number of the passport, normalised.</param>
/// <param name="BirthDate">The date of birth.</param>
public sealed record IdentityTaker(EntrantId Person, string PassportNumber, DateOnly BirthDate)
{
    /// <summary>Does not contain the details.</summary>
    public override string ToString() => Person.ToString();
}
