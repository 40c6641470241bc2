using System.Globalization;
using System.Text;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Privacy.Access;
using Actors.Privacy.Lookup;
using Actors.Privacy.MasterKeys;
using Actors.Privacy.Tests.Access;
using Actors.Server.Operations.Commands;
using Actors.Storage.Databases;
using Actors.Testing;
using Actors.Testing.Databases;
using Actors.Testing.Markers;

namespace Actors.Privacy.Tests;

/// <summary>
/// Plants personal data that occurs nowhere else, puts it through everything that stores, logs or throws, and then looks
/// for it in every byte that was left behind.
/// </summary>
public abstract class MarkerTests(IDatabaseSource source) : IAsyncLifetime
{
    private const double Latitude = 35.123456789012;
    private const double Longitude = 139.987654321098;

    private static readonly BirthDate Birth = new(1983, 11, 27);

    private static readonly Dictionary<SealPurpose, string> Texts = new()
    {
        [SealPurpose.PassportNumber] = "ZQ8471930",
        [SealPurpose.Surname] = "QUXMARKERSSON",
        [SealPurpose.GivenName] = "ZYXWVIANNA",
        [SealPurpose.Phone] = "+819087651234",
        [SealPurpose.Email] = "ZYXWV.QUX@MARKER.example",
    };

    private readonly List<string> _said = [];
    private ProtectionSetup _setup = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static MarkerScanner Scanner => new(Texts.Values, [Latitude, Longitude]);

    public async ValueTask InitializeAsync()
    {
        _setup = await ProtectionSetup.CreateAsync(source);
        await _setup.ExecuteAsync(_setup.Database.Dialect == DatabaseDialect.Sqlite
            ? "CREATE TABLE anything (id text, content text, raw blob)"
            : "CREATE TABLE anything (id text, content text, raw bytea)");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_setup is not null)
        {
            await _setup.DisposeAsync();
        }

        await source.DisposeAsync();
    }

    [Fact]
    public async Task Sealed_personal_data_is_nowhere_to_be_found()
    {
        var record = await _setup.CreateRecordAsync();
        var values = await StoreAsync(record);
        await ReadAsync(record, values);
        await FailAsync(record, values);
        await RotateAsync();

        Assert.Empty(Scanner.Find(await ReadEverythingAsync()));
        await _setup.Keys.ShredAsync(record, Cancelled);
        Assert.Empty(Scanner.Find(await ReadEverythingAsync()));
    }

    /// <summary>
    /// The scanner can find: every kind of marker, in every form, in the database and in what was said.
    /// </summary>
    [Fact]
    public async Task Personal_data_that_was_not_sealed_is_found()
    {
        foreach (var form in Scanner.Forms)
        {
            var before = Scanner.Find(await ReadEverythingAsync()).Count;
            await _setup.ExecuteAsync("INSERT INTO anything (id, raw) VALUES ('unsealed', @raw)", ("raw", form));
            var stored = Scanner.Find(await ReadEverythingAsync()).Count;
            _said.Add(Encoding.Latin1.GetString(form));
            var said = Scanner.Find(await ReadEverythingAsync()).Count;
            Assert.True(before < stored && stored < said, $"{Convert.ToHexString(form)} is not found.");
        }
    }

    /// <summary>
    /// Everything that lies about afterwards: files or rows of the database, log lines, texts of exceptions.
    /// </summary>
    protected abstract Task<IReadOnlyList<byte[]>> ReadDatabaseAsync();

    private async Task<IReadOnlyList<byte[]>> ReadEverythingAsync() =>
    [
        .. await ReadDatabaseAsync(),
        .. _setup.Log.Lines.Concat(_said).Select(line => Encoding.Latin1.GetBytes(line)),
    ];

    private async Task<Dictionary<SealPurpose, Sealed>> StoreAsync(RecordId record)
    {
        var values = new Dictionary<SealPurpose, Sealed>();
        using (var key = await _setup.Keys.OpenAsync(record, Cancelled))
        {
            foreach (var (purpose, text) in Texts)
            {
                values.Add(purpose, key.SealText(text, purpose));
            }

            values.Add(SealPurpose.Position, key.SealPosition(Latitude, Longitude, 12.5, SealPurpose.Position));
        }

        foreach (var (purpose, value) in values)
        {
            await _setup.ExecuteAsync(
                "INSERT INTO anything (id, content) VALUES (@id, @content)",
                ("id", $"{record} {purpose}"),
                ("content", System.Text.Json.JsonSerializer.Serialize(value)));
            _said.Add($"{value} {purpose} {record}");
        }

        BlindTerm[] terms =
        [
            BlindTerm.Passport(PassportNumber.Parse(Texts[SealPurpose.PassportNumber]), Birth),
            BlindTerm.Name(PersonName.Create(Texts[SealPurpose.Surname], Texts[SealPurpose.GivenName])!, Birth),
            BlindTerm.Phone(Texts[SealPurpose.Phone], "JP"),
            BlindTerm.Email(Texts[SealPurpose.Email]),
        ];
        await _setup.Directory.StoreAsync(record, terms, Cancelled);
        _said.AddRange(terms.Select(term => $"{term}"));
        Assert.Equal([record], await _setup.Directory.FindAsync(terms[0], Cancelled));
        return values;
    }

    private async Task ReadAsync(RecordId record, Dictionary<SealPurpose, Sealed> values)
    {
        using var read = await _setup.Reader.OpenAsync(AccessRequests.Of(record, [.. values.Keys]), Cancelled);
        foreach (var (purpose, text) in Texts)
        {
            Assert.Equal(text, read.OpenText(values[purpose], purpose));
        }

        var fix = read.OpenPosition(values[SealPurpose.Position], SealPurpose.Position);
        Assert.Equal((Latitude, Longitude, 12.5), fix);
        _said.Add($"{read} {read.Entry} {AccessRequests.Of(record, SealPurpose.Phone)}");
    }

    private async Task FailAsync(RecordId record, Dictionary<SealPurpose, Sealed> values)
    {
        using var key = await _setup.Keys.OpenAsync(record, Cancelled);
        await SayAsync(() => key.OpenText(values[SealPurpose.Phone], SealPurpose.Email));
        await SayAsync(() => key.OpenPosition(values[SealPurpose.Phone], SealPurpose.Phone));
        await SayAsync(() => key.SealText(Texts[SealPurpose.Surname] + "\uD800", SealPurpose.Surname));
        await SayAsync(() => BlindTerm.Phone(Texts[SealPurpose.Phone] + "\uD800", "JP"));
        await SayAsync(() => new AccessActor(Texts[SealPurpose.Email], "operator"));
        await SayAsync(() => new AccessReason(AccessReasonCode.Call, $"call:{Texts[SealPurpose.PassportNumber]}"));
        await SayAsync(() => new SealPurpose(Texts[SealPurpose.Surname]));
        await SayAsync(() => new KeyId(Texts[SealPurpose.Surname]));
        await SayAsync(() => RecordId.Parse(Texts[SealPurpose.PassportNumber]));

        await _setup.ExecuteAsync("ALTER TABLE access_log RENAME TO elsewhere");
        await SayAsync(() => _setup.Reader.OpenAsync(AccessRequests.Of(record), Cancelled));
        await _setup.ExecuteAsync("ALTER TABLE elsewhere RENAME TO access_log");

        async Task SayAsync(Func<object> action)
        {
            var said = await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                if (action() is Task task)
                {
                    await task;
                }
            });
            _said.Add(said.ToString());
        }
    }

    private async Task RotateAsync()
    {
        _said.Add(_setup.Get<AddMasterKeyCommand>().Run(_setup.KeyFilePath).Text);
        _setup.MasterKeys.Reload();
        _said.Add((await _setup.Get<RotateMasterKeyCommand>().RunAsync(Cancelled)).Text);
        _said.Add((await _setup.Get<VerifyAccessLogCommand>().RunAsync([], Cancelled)).Text);
    }

    public sealed class OnSqlite() : MarkerTests(new SqliteSource())
    {
        protected override Task<IReadOnlyList<byte[]>> ReadDatabaseAsync() =>
            Task.FromResult<IReadOnlyList<byte[]>>(
                [.. DatabaseFiles.OfSqlite(((SqliteDatabase)_setup.Database).Path).ReadAll()]);
    }

    /// <summary>
    /// The files of the server are another user's, so every column of every table is read, in text and in hexadecimal
    /// form.
    /// </summary>
    public sealed class OnPostgres(PostgresFixture fixture) : MarkerTests(new PostgresSource(fixture))
    {
        protected override async Task<IReadOnlyList<byte[]>> ReadDatabaseAsync()
        {
            var contents = new List<byte[]>();
            await using var connection = await _setup.Database.OpenAsync(Cancelled);
            foreach (var table in await ReadTablesAsync(connection))
            {
                await using var command = connection.Command($"SELECT * FROM \"{table}\"");
                await using var reader = await command.ExecuteReaderAsync(Cancelled);
                while (await reader.ReadAsync(Cancelled))
                {
                    contents.AddRange(Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column) switch
                    {
                        byte[] bytes => bytes,
                        var other => Encoding.Latin1.GetBytes(Convert.ToString(other, CultureInfo.InvariantCulture) ?? ""),
                    }));
                }
            }

            return contents;
        }

        private static async Task<List<string>> ReadTablesAsync(System.Data.Common.DbConnection connection)
        {
            var tables = new List<string>();
            await using var command = connection.Command("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
            await using var reader = await command.ExecuteReaderAsync(Cancelled);
            while (await reader.ReadAsync(Cancelled))
            {
                tables.Add(reader.GetString(0));
            }

            return tables;
        }
    }
}
