using Actors.Domain.Prompts;
using Actors.Storage.Ledger;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>
/// The last things that happened in each programme, in memory: gone with the process. An event that the feed brings again,
/// because its transaction failed or because the model is built anew, is not shown again.
/// </summary>
public sealed class LatestEvents
{
    /// <summary>How many are kept per programme.</summary>
    public const int Capacity = 30;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<LatestEvent>> _byProgramme = new(StringComparer.Ordinal);
    private LedgerPosition _last;

    /// <summary>Those of a programme, the newest first.</summary>
    public IReadOnlyList<LatestEvent> Of(string programme)
    {
        lock (_gate)
        {
            return _byProgramme.TryGetValue(programme, out var queue) ? [.. queue.Reverse()] : [];
        }
    }

    /// <summary>Takes in events in the order of the ledger.</summary>
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

/// <summary>Something that happened just now, for those who watch.</summary>
/// <param name="Position">Its place in the ledger.</param>
/// <param name="At">When, by the programme clock.</param>
/// <param name="Entrant">To whom.</param>
/// <param name="Programme">In which programme.</param>
/// <param name="Facts">What.</param>
/// <param name="PromptKind">What the prompt asked for; null: it is about none.</param>
public sealed record LatestEvent(
    LedgerPosition Position, DateTimeOffset At, string Entrant, string Programme, EventFacts Facts, PromptKind? PromptKind);
