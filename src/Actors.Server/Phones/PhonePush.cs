using Actors.Domain.Entrants.Prompts;
using Actors.Grains.Entrants;
using Actors.Notifications.Outbox;
using Actors.Notifications.Push;
using Actors.Server.Phones.Wire;
using Microsoft.Extensions.Options;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Phones;

/// <summary>Takes the push subscriptions of phones. They are sealed under the key of the stay.</summary>
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

        var view = await grains.GetGrain<IEntrantGrain>(phone.Person.ToString()).ReadAsync();
        if (view.Stay is not { HasEnded: false } stay)
        {
            throw NamedError.Exception(
                view.Stay is null ? ErrorCode.NoStay : ErrorCode.StayEnded, "Subscribe when a stay goes on.");
        }

        await contacts.SetAsync(
            phone.Person, stay.Stay.Record, Channel.Push, subscription.ToText(), phone.Screen.Texts.Language, cancellationToken);
    }

    /// <summary>Removes the subscription of a phone.</summary>
    public Task UnsubscribeAsync(PhoneLink phone, CancellationToken cancellationToken) =>
        contacts.RemoveAsync(phone.Person, Channel.Push, cancellationToken);
}
