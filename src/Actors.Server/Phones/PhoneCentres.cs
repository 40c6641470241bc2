using Actors.Domain.Programmes;
using Actors.Notifications.Texts.Keys;
using Actors.Registration.Centres;
using Actors.Server.Phones.Wire;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Phones;

/// <summary>Whom people call about their health, from the directory of centres (SPEC E11, Q5).</summary>
internal sealed class PhoneCentres(CentreDirectory directory)
{
    /// <summary>The centres that serve a place.</summary>
    /// <exception cref="Microsoft.AspNetCore.SignalR.HubException">The place is too long.</exception>
    public async Task<Message.CentreList> FindAsync(
        ProgrammeId programme, string? place, CancellationToken cancellationToken)
    {
        if (place?.Length > Protocol.Limits.PlaceLength)
        {
            throw NamedError.Exception(
                ErrorCode.ValueTooLong, $"A place has at most {Protocol.Limits.PlaceLength} characters.", "place");
        }

        return new([.. (await directory.FindAsync(programme, place, cancellationToken)).Select(centre => new Message.Centre(
            centre.Name, centre.Area.IsNational ? "" : centre.Area.Name, centre.Hours, centre.Phones, centre.Languages))]);
    }

    /// <summary>Thanks for a report of symptoms and says whom to call.</summary>
    public async Task<string> AdviceAsync(ProgrammeId programme, PhoneTexts texts, CancellationToken cancellationToken) =>
        (await FindAsync(programme, null, cancellationToken)).Centres is [var centre, ..]
            ? texts.Say(HealthTexts.ContactBody, ("centre", centre.Name), ("phone", centre.Phones[0]))
            : texts.Say(HealthTexts.ContactTitle);
}
