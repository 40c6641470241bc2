using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Outbox;
using Actors.Domain.Protection;
using Actors.Notifications.Texts.Languages;

namespace Actors.Notifications.Outbox;

/// <summary>Where people are reached: push subscriptions by their phones, numbers and addresses by their registration.</summary>
public sealed class ContactBook(IContacts contacts, IRecordKeys keys, TimeProvider wall)
{
    /// <summary>Stores an address in place of the one that the person had on that channel.</summary>
    /// <param name="person">The person.</param>
    /// <param name="record">The record under whose key the address is sealed; shredding it makes the address unreadable.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="address">
    /// The address: a push subscription as text, a number in the form of E.164, or an e-mail address.
    /// </param>
    /// <param name="language">The language in which the person reads.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RecordUnknownException">The record never had a key.</exception>
    /// <exception cref="RecordShreddedException">The record was shredded.</exception>
    public async Task SetAsync(
        EntrantId person, RecordId record, Channel channel, string address, Language language,
        CancellationToken cancellationToken = default)
    {
        SealedContent content;
        using (var key = await keys.OpenAsync(record, cancellationToken))
        {
            content = new(record, key.SealText(address, PurposeOf(channel)));
        }

        await contacts.PutAsync(new(person, channel, content, language.Tag), wall.GetUtcNow(), cancellationToken);
    }

    /// <summary>
    /// Stores an address that stands sealed in another record, such as a row of the roster, in place of the one that the person
    /// had on that channel.
    /// </summary>
    /// <param name="person">The person.</param>
    /// <param name="record">The record under whose key the address is sealed now.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="address">The address where it stands; nothing is stored if there is none.</param>
    /// <param name="language">The language in which the person reads.</param>
    public async Task CopyAsync(
        EntrantId person, RecordId record, Channel channel, SealedContent address, Language language)
    {
        if (address.Value.IsEmpty)
        {
            return;
        }

        using var key = await keys.OpenAsync(address.Record);
        await SetAsync(person, record, channel, key.OpenText(address.Value, PurposeOf(channel)), language);
    }

    /// <summary>Removes an address. Idempotent.</summary>
    public Task RemoveAsync(EntrantId person, Channel channel, CancellationToken cancellationToken = default) =>
        contacts.RemoveAsync(person, channel, null, cancellationToken);

    /// <summary>The purpose for which the addresses of a channel are sealed.</summary>
    internal static SealPurpose PurposeOf(Channel channel) => channel switch
    {
        Channel.Push => SealPurpose.PushSubscription,
        Channel.Sms => SealPurpose.Phone,
        Channel.Mail => SealPurpose.Email,
        Channel.App or _ =>
            throw new ArgumentOutOfRangeException(nameof(channel), channel, "Only push, SMS and mail have addresses."),
    };
}
