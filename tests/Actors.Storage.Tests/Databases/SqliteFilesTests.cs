using Actors.Storage.Databases;
using Actors.Storage.Health;
using Actors.Storage.States;
using Actors.Storage.Tests.Samples;
using Actors.Storage.Tests.States;
using Actors.Testing.Databases;
using Microsoft.Data.Sqlite;

namespace Actors.Storage.Tests.Databases;

/// <summary>
/// Files that are taken away from a running server. It was healthy for ever and acknowledged everything, and with the next
/// start all of it was gone.
/// </summary>
public sealed class SqliteFilesTests : IAsyncDisposable
{
    private readonly StorageSource _source = new(new SqliteSource());

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    [Theory]
    [InlineData("delete", "")]
    [InlineData("delete", "-wal")]
    [InlineData("delete", "-shm")]
    [InlineData("move", "")]
    [InlineData("replace", "")]
    [InlineData("replace", "-wal")]
    [InlineData("empty", "")]
    [InlineData("halve", "")]
    [InlineData("empty", "-wal")]
    [InlineData("halve", "-wal")]
    [InlineData("zero", "-wal")]
    public async Task Nothing_is_acknowledged_once_a_file_is_lost(string deed, string end)
    {
        var (storage, database) = await StartAsync();
        await storage.WriteAsync("before", new GrainState<Plain>(new Plain { Text = new string('x', 20_000) }));
        Assert.Null(database.FindLoss());

        Disturb(deed, database.Path + end);

        // Where the log is emptied, SQLite itself may notice in the middle of the commit.
        var refusal = await Record.ExceptionAsync(
            () => storage.WriteAsync("after", new GrainState<Plain>(new Plain { Text = "lost" })));
        Assert.True(refusal is FencedOffException or CommitOutcomeUnknownException, $"{refusal}");
        await Assert.ThrowsAsync<FencedOffException>(
            () => storage.WriteAsync("again", new GrainState<Plain>(new Plain { Text = "lost" })));
        Assert.Contains(database.Path, storage.Fence.Loss, StringComparison.Ordinal);
        Assert.Equal(StorageState.FencedOff, storage.Health.Status.State);
    }

    [Fact]
    public async Task Other_writers_are_refused_too()
    {
        var (_, database) = await StartAsync();
        await using var connection = await database.OpenAsync(Cancelled);
        File.Delete(database.Path);
        await Assert.ThrowsAsync<FencedOffException>(async () => await database.BeginWriteAsync(connection, Cancelled));
        await using var another = new SqliteDatabase(database.Path);
        await Assert.ThrowsAsync<SqliteException>(async () => await another.OpenAsync(Cancelled));
        Assert.False(File.Exists(database.Path)); // Nothing makes an empty database in its place.
    }

    [Fact]
    public async Task What_SQLite_itself_does_to_its_files_is_no_loss()
    {
        var (storage, database) = await StartAsync();
        for (var round = 0; round < 6; round++)
        {
            // Over a thousand pages: SQLite copies the log into the file and begins it again.
            await Task.WhenAll(Enumerable.Range(0, 400).Select(i => storage.WriteAsync(
                $"{round}-{i}", new GrainState<Plain>(new Plain { Text = new string('x', 9_000) }))));
            if (round % 2 == 1)
            {
                await using var other = new SqliteDatabase(database.Path);
                await using var connection = await other.OpenAsync(Cancelled);
                await other.EmptyLogAsync(connection, Cancelled); // As a command of another process does.
            }

            Assert.Null(database.FindLoss());
        }
    }

    /// <summary>
    /// A server under load ended by itself: SQLite had begun the log again between two looks at it, so that the length of the one
    /// log was held against the frames of the other.
    /// </summary>
    [Fact]
    public async Task A_log_that_begins_again_while_it_is_looked_at_is_no_loss()
    {
        var (_, database) = await StartAsync();
        await using var connection = new SqliteConnection($"Data Source={database.Path}");
        await connection.OpenAsync(Cancelled);
        using var command = connection.CreateCommand();
        command.CommandText =
            "PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 2; CREATE TABLE growing (id INTEGER PRIMARY KEY, body BLOB)";
        await command.ExecuteNonQueryAsync(Cancelled);
        command.CommandText = "INSERT INTO growing (body) VALUES (zeroblob(@bytes)); DELETE FROM growing WHERE id % 16 = 0";
        var bytes = command.Parameters.Add("@bytes", SqliteType.Integer);
        using var empty = connection.CreateCommand();
        empty.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        var isOver = false;
        var looks = Enumerable.Range(0, 4).Select(_ => Task.Run(
            () =>
            {
                while (!Volatile.Read(ref isOver))
                {
                    Assert.Null(database.FindLoss());
                }
            },
            Cancelled)).ToList();
        for (var commit = 0; commit < 20_000 && !looks.Any(look => look.IsFaulted); commit++)
        {
            bytes.Value = commit * 7_919 % 40_000; // Logs of all lengths, each a few commits long.
            await command.ExecuteNonQueryAsync(Cancelled);
            if (commit % 8 == 7)
            {
                await empty.ExecuteNonQueryAsync(Cancelled);
            }
        }

        Volatile.Write(ref isOver, true);
        await Task.WhenAll(looks);
    }

    private async Task<(StorageUnderTest Storage, SqliteDatabase Database)> StartAsync()
    {
        var storage = await _source.StartAsync(await _source.TakeOverAsync());
        var database = (SqliteDatabase)storage.Database!;
        await storage.WriteAsync("first", new GrainState<Plain>(new Plain()));
        database.Watch();
        return (storage, database);
    }

    private static void Disturb(string deed, string path)
    {
        switch (deed)
        {
            case "delete":
                File.Delete(path);
                break;
            case "move":
                File.Move(path, path + ".away");
                break;
            case "replace":
                File.Copy(path, path + ".copy");
                File.Move(path + ".copy", path, overwrite: true);
                break;
            default:
                using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
                {
                    if (deed == "zero")
                    {
                        file.Write(new byte[64]);
                    }
                    else
                    {
                        file.SetLength(deed == "empty" ? 0 : file.Length / 2);
                    }
                }

                break;
        }
    }
}
