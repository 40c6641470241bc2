using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actors.Grains.Registration;

/// <summary>What registrations need of the roster.</summary>
public interface IRosterMatch
{
    /// <summary>
    /// Finds the row with this passport number and date of birth. Nothing is written: a registration asks as often as it likes.
    /// After an import the roster calls <see cref="IRegistrationGrain.MatchAgainAsync"/> of the registrations that
    /// <see cref="IRegistrationIndex.FindAsync"/> finds.
    /// </summary>
    /// <returns><c>null</c> if there is none.</returns>
    Task<RosterMatch?> FindAsync(ProgrammeId programme, EntrantId person, PersonDetails details);
}

/// <summary>A row of the roster that fits a registration.</summary>
/// <param name="Row">The record of the row.</param>
/// <param name="NameDiffers">Whether the name differs, which staff look at.</param>
[GenerateSerializer, Immutable, Alias("registration.roster-match")]
public sealed record RosterMatch([property: Id(0)] RecordId Row, [property: Id(1)] bool NameDiffers);

/// <summary>Mails what registrations have to say.</summary>
public interface IRegistrationMail
{
    /// <summary>Mails the code by which another phone takes a registration over. May be repeated for the same code.</summary>
    /// <param name="row">The row of the roster, which has the address.</param>
    /// <param name="mail">What is mailed.</param>
    Task SendCodeAsync(RecordId row, TakeoverMail mail);
}

/// <summary>A mail with a code.</summary>
/// <param name="Person">The person.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Language">The language of the text.</param>
/// <param name="Code">The code, eight digits.</param>
/// <param name="Until">Until when it is good.</param>
public sealed record TakeoverMail(
    EntrantId Person, ProgrammeId Programme, string Language, string Code, DateTimeOffset Until)
{
    /// <summary>Does not contain the code.</summary>
    public override string ToString() => Person.ToString();
}

/// <summary>Signs phones out.</summary>
public interface IPhoneSignOut
{
    /// <summary>Revokes all tokens of a person, and closes the connections. May be repeated.</summary>
    Task SignOutAsync(EntrantId person);
}

/// <summary>Adds what registrations need.</summary>
public static class RegistrationServiceCollectionExtensions
{
    /// <summary>
    /// Adds a roster without rows and no mail, where others were not added before. <see cref="IRegistrationIndex"/> and
    /// <see cref="IPhoneSignOut"/> must be added.
    /// </summary>
    public static IServiceCollection AddRegistrations(this IServiceCollection services)
    {
        services.TryAddSingleton<IRosterMatch, EmptyRoster>();
        services.TryAddSingleton<IRegistrationMail, NoMail>();
        return services;
    }

    private sealed class EmptyRoster : IRosterMatch
    {
        public Task<RosterMatch?> FindAsync(ProgrammeId programme, EntrantId person, PersonDetails details) =>
            Task.FromResult<RosterMatch?>(null);
    }

    private sealed class NoMail : IRegistrationMail
    {
        public Task SendCodeAsync(RecordId row, TakeoverMail mail) => Task.CompletedTask;
    }
}
