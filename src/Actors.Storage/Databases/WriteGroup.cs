using System.Data.Common;

namespace Actors.Storage.Databases;

/// <summary>
/// Small writes of many callers, carried out in one transaction while others gather for the next. Each caller is told
/// after the commit. When one of them fails, the others of its transaction are tried again one by one: no caller fails
/// for another's write.
/// </summary>
internal sealed class WriteGroup(Database database)
{
    private const int Most = 200;
    private readonly Lock _gate = new();
    private readonly Queue<Write> _waiting = new();
    private Task _working = Task.CompletedTask;

    /// <summary>Carries out one write.</summary>
    /// <param name="write">What to do in the transaction. It may be done again in another one.</param>
    public Task<long> RunAsync(Func<DbTransaction, Task<long>> write)
    {
        var waiting = new Write(write);
        lock (_gate)
        {
            _waiting.Enqueue(waiting);
            if (_waiting.Count == 1 && _working.IsCompleted)
            {
                _working = Task.Run(WorkAsync);
            }
        }

        return waiting.Done.Task;
    }

    private async Task WorkAsync()
    {
        while (Take() is { Count: > 0 } writes)
        {
            if (!await TryAsync(writes) && writes.Count > 1)
            {
                foreach (var write in writes)
                {
                    await TryAsync([write]);
                }
            }
        }
    }

    private List<Write> Take()
    {
        lock (_gate)
        {
            var taken = new List<Write>(Math.Min(_waiting.Count, Most));
            while (taken.Count < Most && _waiting.TryDequeue(out var write))
            {
                taken.Add(write);
            }

            if (taken.Count == 0)
            {
                _working = Task.CompletedTask; // The next caller starts again.
            }

            return taken;
        }
    }

    /// <summary>Whether the writes are durable, or the only one was told why not.</summary>
    private async Task<bool> TryAsync(List<Write> writes)
    {
        try
        {
            var results = new long[writes.Count];
            await using var connection = await database.OpenAsync();
            await using var transaction = await database.BeginWriteAsync(connection);
            for (var index = 0; index < writes.Count; index++)
            {
                results[index] = await writes[index].Do(transaction);
            }

            await transaction.CommitAsync();
            for (var index = 0; index < writes.Count; index++)
            {
                writes[index].Done.SetResult(results[index]);
            }

            return true;
        }
        catch (Exception exception)
        {
            if (writes is [var only])
            {
                only.Done.SetException(exception);
            }

            return false;
        }
    }

    private sealed class Write(Func<DbTransaction, Task<long>> run)
    {
        public Func<DbTransaction, Task<long>> Do { get; } = run;

        public TaskCompletionSource<long> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
