using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Actors.Domain.Protection;
using Actors.Storage.Databases;
using CsvHelper;
using CsvHelper.Configuration;

namespace Actors.Benchmarks.Registration;

/// <summary>
/// The least code that brings the same file into the same tables: CsvHelper parses, AES-256-GCM seals each field under a key of
/// the row, HMAC-SHA-256 indexes it, and a thousand rows are written per transaction, one after another. It checks and compares
/// nothing.
/// </summary>
internal sealed class BareRoster(Database database)
{
    private const int BatchRows = 1_000;

    /// <summary>The columns of the file that are sealed, and where they go.</summary>
    private static readonly (int Column, string Name)[] Sealed =
    [
        (0, "passport_number"), (2, "birth_date"), (3, "surname"), (4, "given_name"), (5, "nationality"), (10, "email"),
        (11, "phone"), (12, "address"),
    ];

    private readonly byte[] _master = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _index = RandomNumberGenerator.GetBytes(32);

    public async Task<int> ImportAsync(Stream file)
    {
        await using var connection = await database.OpenAsync();
        await using (var transaction = await database.BeginWriteAsync(connection))
        {
            await using var command = transaction.Command("INSERT INTO master_key (key_id, first_used_at) VALUES ('bare', 0)");
            await command.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }

        using var parser = new CsvParser(new StreamReader(file), new CsvConfiguration(CultureInfo.InvariantCulture));
        await parser.ReadAsync();
        var count = 0;
        for (var isMore = true; isMore;)
        {
            var rows = new Rows(database.Dialect);
            while (rows.Count < BatchRows && (isMore = await parser.ReadAsync()))
            {
                Add(parser, rows);
            }

            await using var transaction = await database.BeginWriteAsync(connection);
            await rows.WriteAsync(transaction);
            await transaction.CommitAsync();
            count += rows.Count;
        }

        return count;
    }

    private static byte[] Seal(AesGcm cipher, string text, ReadOnlySpan<byte> context)
    {
        var content = Encoding.UTF8.GetBytes(text);
        var value = new byte[Domain.Protection.Sealed.Overhead + content.Length];
        value[0] = Domain.Protection.Sealed.Format;
        var nonce = value.AsSpan(1, 12);
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, content, value.AsSpan(13, content.Length), value.AsSpan(13 + content.Length), context);
        return value;
    }

    private void Add(CsvParser parser, Rows rows)
    {
        var record = RecordId.New();
        Span<byte> context = stackalloc byte[1 + RecordId.ByteCount];
        record.WriteTo(context[1..]);
        var dataKey = RandomNumberGenerator.GetBytes(32);
        var wrapped = new byte[61];
        RandomNumberGenerator.Fill(wrapped.AsSpan(1, 12));
        using (var master = new AesGcm(_master, 16))
        {
            master.Encrypt(wrapped.AsSpan(1, 12), dataKey, wrapped.AsSpan(13, 32), wrapped.AsSpan(45), context);
        }

        using var cipher = new AesGcm(dataKey, 16);
        var values = new object?[Sealed.Length];
        for (var field = 0; field < Sealed.Length; field++)
        {
            values[field] = Seal(cipher, parser[Sealed[field].Column], context);
        }

        var id = record.ToString();
        var passport = Index(parser[0] + parser[2]);
        rows.Keys.Add(id, "bare", wrapped, 0L);
        rows.Indexes.Add(1L, "bare", passport, id);
        rows.Indexes.Add(2L, "bare", Index(parser[3] + parser[4] + parser[2]), id);
        rows.Indexes.Add(5L, "bare", Index(parser[0]), id);
        rows.People.Add(
            [id, "japan-2021", parser[6], parser[7], parser[8], parser[1], parser[9], "bare", passport, passport, 0L, .. values]);
    }

    private byte[] Index(string term) => HMACSHA256.HashData(_index, Encoding.UTF8.GetBytes(term))[..16];

    /// <summary>The rows of a transaction.</summary>
    private sealed class Rows(DatabaseDialect dialect)
    {
        public RowBatch Keys { get; } = new(
            dialect, ("record_id", RowValue.Text), ("master_key_id", RowValue.Text), ("wrapped", RowValue.Bytes),
            ("created_at", RowValue.Number));

        public RowBatch Indexes { get; } = new(
            dialect, ("purpose", RowValue.Number), ("key_id", RowValue.Text), ("value", RowValue.Bytes),
            ("record_id", RowValue.Text));

        public RowBatch People { get; } = new(
            dialect,
            [
                ("record_id", RowValue.Text), ("programme", RowValue.Text), ("arrival_date", RowValue.Text),
                ("airport", RowValue.Text), ("flight", RowValue.Text), ("issuing_state", RowValue.Text), ("language", RowValue.Text),
                ("key_id", RowValue.Text), ("content", RowValue.Bytes), ("exact_name", RowValue.Bytes), ("changed_at", RowValue.Number),
                .. Sealed.Select(field => (field.Name, RowValue.Bytes)),
            ]);

        public int Count => People.Count;

        public async Task WriteAsync(System.Data.Common.DbTransaction transaction)
        {
            await Keys.ExecuteAsync(transaction, $"INSERT INTO record_key {Keys.Values}");
            await Indexes.ExecuteAsync(transaction, $"INSERT INTO blind_index {Indexes.Values}");
            await People.ExecuteAsync(transaction, $"INSERT INTO roster {People.Values}");
        }
    }
}
