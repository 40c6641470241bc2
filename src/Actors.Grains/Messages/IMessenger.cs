using Actors.Domain.Entrants.Stays;
using Actors.Domain.Outbox;

namespace Actors.Grains.Messages;

/// <summary>
/// Sends messages to people who cannot be reached through the connected app. What it has taken is durable, goes out once, and
/// is proved to have arrived, or is known to have not.
/// </summary>
public interface IMessenger
{
    /// <summary>
    /// Hands a message over. A repeat with the same id adds nothing. A person without a contact gets nothing.
    /// </summary>
    Task SendAsync(PersonMessage message);
}

/// <summary>A message for a person, whose text is made when it is sent.</summary>
/// <param name="Id">The id.</param>
/// <param name="Lane">The lane.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Person">Whose contacts it goes to.</param>
/// <param name="About">Whom it is about: the person, or a companion.</param>
/// <param name="Subject">The number of the prompt of the call, or of the test; otherwise 0.</param>
/// <param name="Validity">How long it is of use, in real time.</param>
public sealed record PersonMessage(
    MessageId Id, Lane Lane, MessageKind Kind, EntrantId Person, EntrantId About, int Subject, TimeSpan Validity);

/// <summary>Where there are no channels beside the app.</summary>
internal sealed class NoMessenger : IMessenger
{
    /// <inheritdoc/>
    public Task SendAsync(PersonMessage message) => Task.CompletedTask;
}
