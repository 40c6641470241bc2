using Actors.Storage.Databases;
using Actors.Storage.Health;
using Actors.Storage.Outages;
using Actors.Storage.ReadModels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Storage.Hosting;

/// <summary>
/// Prepares storage before other services start, and maintains it: the lock, the schema, signs of life, read models.
/// </summary>
internal sealed partial class StorageService(
    Database database,
    WriterLock writerLock,
    Migrator migrator,
    MarkKeeper mark,
    LivenessRecorder liveness,
    ReadModelFeed feed,
    StorageHealth health,
    IServiceProvider services,
    TimeProvider time,
    ILogger<StorageService> logger) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private Task _running = Task.CompletedTask;
    private Task? _stopped;
    private bool _disposed;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
        }
        catch (SqliteException exception) when (SqliteDatabase.Reason(exception) is { } reason)
        {
            throw new DatabaseFileException(
                $"{database.Description} cannot be used. {reason} See Storage:Path, and docs/runbooks for a full disk and a "
                + "restore.");
        }

        _running = Task.WhenAll(
            RepeatAsync(Limits.FeedInterval, FeedAsync), RepeatAsync(Limits.LivenessInterval, KeepLockAsync));
        LogReady(database.Description);
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        liveness.BeginStop();
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Some hosts call this twice at the same time. Both calls wait for the same stop.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _stopped ??= StopOnceAsync();
        }
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _stop.Cancel();
            _stop.Dispose();
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        health.CorruptFound += (_, row) => LogCorrupt(row.Table, row.GrainType, row.KeyHash);
        await writerLock.HoldAsync(cancellationToken);
        Protect();
        await mark.CheckAsync(cancellationToken);
        await using (await database.LockAsync(Database.StartUpLock, cancellationToken))
        {
            await migrator.MigrateAsync(cancellationToken);
            await feed.PrepareAsync(cancellationToken);
        }

        if (writerLock.IsShared)
        {
            // Orleans declares a silo dead by this address; the database then refuses what the process still wants to write.
            var silo = services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
            await writerLock.JoinAsync($"{silo.Endpoint.Address}:{silo.Endpoint.Port}@{silo.Generation}", cancellationToken);
        }
        else
        {
            await writerLock.RaiseFenceAsync(cancellationToken);
        }

        (database as SqliteDatabase)?.Watch();
        await mark.StartAsync(cancellationToken);
        await liveness.StartAsync(cancellationToken);
    }

    private async Task StopOnceAsync()
    {
        try
        {
            await _stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            return; // Disposed without a stop.
        }

        await _running;
        await liveness.StopAsync();
    }

    private void Protect()
    {
        foreach (var remark in (database as SqliteDatabase)?.Protect() ?? [])
        {
            LogOpenToOthers(remark);
        }
    }

    private async Task FeedAsync(CancellationToken cancellationToken)
    {
        if (await writerLock.IsOldestAsync(cancellationToken))
        {
            await feed.CatchUpAsync(cancellationToken);
        }
    }

    private async Task KeepLockAsync(CancellationToken cancellationToken)
    {
        if (!await writerLock.KeepAsync(cancellationToken))
        {
            LogLockLost(database.Description);
        }
    }

    private async Task RepeatAsync(TimeSpan interval, Func<CancellationToken, Task> work)
    {
        var stop = _stop.Token;
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            var works = true;
            while (await timer.WaitForNextTickAsync(stop))
            {
                works = await TryAsync(work, works, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    /// <summary>Tries again at the next tick what fails, and logs it once until it works.</summary>
    private async Task<bool> TryAsync(Func<CancellationToken, Task> work, bool worked, CancellationToken stop)
    {
        try
        {
            await work(stop);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (worked)
            {
                LogFailed(exception);
            }

            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "A row of {Table} is corrupt and is not served: grain type {GrainType}, key hash {KeyHash}. Run verify, then "
            + "rebuild-states: docs/runbooks/corrupt-row.md.")]
    private partial void LogCorrupt(string table, string grainType, string keyHash);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Remark}")]
    private partial void LogOpenToOthers(string remark);

    [LoggerMessage(Level = LogLevel.Information, Message = "Storage is ready: {Database}.")]
    private partial void LogReady(string database);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Another process holds the lock of {Database}. This server cannot write any more; stop it.")]
    private partial void LogLockLost(string database);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Storage maintenance failed; retrying at the next interval.")]
    private partial void LogFailed(Exception exception);
}
