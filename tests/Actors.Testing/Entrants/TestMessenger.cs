using Actors.Grains.Messages;

namespace Actors.Testing.Entrants;

/// <summary>Notes what is handed over for people whom the connected app does not reach.</summary>
public sealed class TestMessenger : IMessenger
{
    private readonly Lock _gate = new();
    private readonly List<PersonMessage> _messages = [];

    /// <summary>The messages, repeats included.</summary>
    public IReadOnlyList<PersonMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    /// <inheritdoc/>
    public Task SendAsync(PersonMessage message)
    {
        lock (_gate)
        {
            _messages.Add(message);
        }

        return Task.CompletedTask;
    }
}
