using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Protection;
using Actors.Grains.Entrants;
using Actors.Grains.Registration;
using Actors.Notifications.Outbox;
using Actors.Notifications.Push;
using Actors.Server.Phones.Wire;
using Microsoft.Extensions.Options;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Phones;

/// <summary>Takes the push subscriptions of phones. They are sealed under the key of the stay, or of the registration.</summary>
internal sealed class PhonePush(
    IGrainFactory grains, ContactBook contacts, Vapid vapid, IOptions<PushOptions> options)
{
    /// <summary>The key with which phones subscribe; <c>null</c> if the server sends no pushes.</summary>
    public string? Key => options.Value.Contact is null ? null : vapid.PublicKey;

    /// <summary>Stores the subscription of a phone in place of the one before.</summary>
    public async Task SubscribeAsync(
        PhoneLink phone, Message.PushSubscription message, CancellationToken cancellationToken)
    {
        if (!PushSubscription.TryRead(
            message.Endpoint, message.P256dh, message.Auth, options.Value.IsLocalAllowed, out var subscription, out var problem))
        {
            throw NamedError.Exception(ErrorCode.ValueMalformed, problem.Text, problem.Field);
        }

        await contacts.SetAsync(
            phone.Person, await RecordAsync(phone.Person), Channel.Push, PushAddress.Agree(subscription).ToText(),
            phone.Screen.Texts.Language, cancellationToken);
    }

    /// <summary>Removes the subscription of a phone.</summary>
    public Task UnsubscribeAsync(PhoneLink phone, CancellationToken cancellationToken) =>
        contacts.RemoveAsync(phone.Person, Channel.Push, cancellationToken);

    /// <summary>
    /// The record under whose key the subscription is sealed: that of the stay, or before the stay, when an officer tests push,
    /// that of the registration.
    /// </summary>
    private async Task<RecordId> RecordAsync(EntrantId person)
    {
        var view = await grains.GetGrain<IEntrantGrain>(person.ToString()).ReadAsync();
        return view.Stay is { HasEnded: false } stay ? stay.Stay.Record
            : await grains.GetGrain<IRegistrationGrain>(person.ToString()).ReadAsync() is { LandedAt: null } ? person.Record
            : throw NamedError.Exception(
                view.Stay is null ? ErrorCode.NoStay : ErrorCode.StayEnded, "Subscribe when a stay goes on, or is to begin.");
    }
}
