using System.Collections.Concurrent;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Grains.Registration;

namespace Actors.Testing.Registration;

/// <summary>A roster, a mailbox and a sign-out that remember what they are told.</summary>
public sealed class TestRoster : IRosterMatch, IRegistrationMail, IPhoneSignOut
{
    private readonly ConcurrentDictionary<(string Passport, DateOnly BirthDate), RosterMatch> _rows = [];

    /// <summary>The codes that were mailed, newest last.</summary>
    public ConcurrentQueue<TakeoverMail> Mails { get; } = [];

    /// <summary>Who was signed out.</summary>
    public ConcurrentQueue<EntrantId> SignedOut { get; } = [];

    /// <summary>Expects a person.</summary>
    public RecordId Expect(PersonDetails details, bool nameDiffers = false)
    {
        var row = RecordId.New();
        _rows[(details.PassportNumber, details.BirthDate)] = new(row, nameDiffers);
        return row;
    }

    /// <inheritdoc/>
    public Task<RosterMatch?> FindAsync(RosterQuestion question) =>
        Task.FromResult(_rows.GetValueOrDefault((question.Details.PassportNumber, question.Details.BirthDate)));

    /// <inheritdoc/>
    public Task SendCodeAsync(RecordId row, TakeoverMail mail)
    {
        Mails.Enqueue(mail);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task SignOutAsync(EntrantId person)
    {
        SignedOut.Enqueue(person);
        return Task.CompletedTask;
    }
}
