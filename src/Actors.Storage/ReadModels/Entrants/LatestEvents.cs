using Actors.Domain.Prompts;
using Actors.Storage.Ledger;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>
/// The latest events of each programme, in memory only. It ignores events that the feed repeats because a transaction failed
/// or the model is rebuilt.
/// </summary>
public sealed class LatestEvents
{
    /// <summary>The number of events kept per programme.</summary>
    public const int Capacity = 30;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<LatestEvent>> _byProgramme = new(StringComparer.Ordinal);
    private LedgerPosition _last;

    /// <summary>The events of a programme, newest first.</summary>
    public IReadOnlyList<LatestEvent> Of(string programme)
    {
        lock (_gate)
        {
            return _byProgramme.TryGetValue(programme, out var queue) ? [.. queue.Reverse()] : [];
        }
    }

    /// <summary>Adds events in ledger order.</summary>
    internal void Add(IReadOnlyList<LatestEvent> happened)
    {
        lock (_gate)
        {
            foreach (var one in happened.Where(one => one.Position > _last))
            {
                var queue = _byProgramme.TryGetValue(one.Programme, out var known) ? known : _byProgramme[one.Programme] = new();
                queue.Enqueue(one);
                if (queue.Count > Capacity)
                {
                    queue.Dequeue();
                }

                _last = one.Position;
            }
        }
    }
}

/// <summary>An event to show on the board.</summary>
/// <param name="Position">The position in the ledger.</param>
/// <param name="At">The programme time.</param>
/// <param name="Entrant">The person.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Facts">The facts of the event.</param>
/// <param name="PromptKind">The kind of the prompt; <c>null</c> if there is no prompt.</param>
public sealed record LatestEvent(
    LedgerPosition Position, DateTimeOffset At, string Entrant, string Programme, EventFacts Facts, PromptKind? PromptKind);
