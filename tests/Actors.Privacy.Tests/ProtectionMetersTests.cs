using System.Diagnostics.Metrics;
using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;
using Actors.Privacy.Tests.Access;
using Actors.Server.Operations.Commands;
using Actors.Testing.Databases;

namespace Actors.Privacy.Tests;

/// <summary>What a listener is given while known things are done.</summary>
public sealed class ProtectionMetersTests : IAsyncLifetime
{
    private readonly SqliteSource _source = new();
    private readonly Dictionary<string, long> _exported = [];
    private readonly MeterListener _listener = new();
    private ProtectionSetup _setup = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _setup = await ProtectionSetup.CreateAsync(_source);
        var factory = _setup.Get<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Tests beside this one have meters of the same name.
            if (instrument.Meter.Name == ProtectionMeters.MeterName && instrument.Meter.Scope == factory)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _setup.DisposeAsync();
        await _source.DisposeAsync();
    }

    [Fact]
    public async Task Every_instrument_exports_what_was_done()
    {
        var record = await _setup.CreateRecordAsync();
        var value = await _setup.SealAsync(record, "content", SealPurpose.Note);
        await _setup.SealAsync(record, "content", SealPurpose.Phone);
        await _setup.OpenAsync(record, value, SealPurpose.Note);
        await Assert.ThrowsAsync<SealBrokenException>(() => _setup.OpenAsync(record, value, SealPurpose.Phone));
        using (await _setup.Reader.OpenAsync(AccessRequests.Of(record, SealPurpose.Note), Cancelled))
        {
            Assert.Equal(1, _exported["actors.protection.access_entries"]);
        }

        await _setup.Keys.ShredAsync(record, Cancelled);
        await _setup.Keys.ShredAsync(record, Cancelled);

        Assert.Equal(
            new Dictionary<string, long>
            {
                ["actors.protection.seals"] = 2,
                ["actors.protection.opens"] = 1,
                ["actors.protection.shreds"] = 1,
                ["actors.protection.access_entries"] = 1,
                ["actors.protection.failures reason=BrokenSeal"] = 1,
            },
            _exported);
    }

    [Fact]
    public async Task A_rotation_exports_what_it_has_left()
    {
        await _setup.CreateRecordAsync();
        _listener.RecordObservableInstruments();
        Assert.Equal(0, _exported["actors.protection.rotation.left"]);

        // One of two records cannot be wrapped again.
        var broken = await _setup.CreateRecordAsync();
        await _setup.ExecuteAsync(
            "UPDATE record_key SET wrapped = zeroblob(61) WHERE record_id = @record", ("record", broken.ToString()));
        _setup.Get<AddMasterKeyCommand>().Run(_setup.KeyFilePath);
        _setup.MasterKeys.Reload();
        await _setup.Rotation.RunAsync(Cancelled);

        _exported.Clear();
        _listener.RecordObservableInstruments();
        Assert.Equal(1, _exported["actors.protection.rotation.left"]);
    }

    [Fact]
    public async Task A_failure_says_why_and_nothing_else()
    {
        var record = await _setup.CreateRecordAsync();
        await _setup.ExecuteAsync("ALTER TABLE access_log RENAME TO elsewhere");
        await Assert.ThrowsAnyAsync<Exception>(() => _setup.Reader.OpenAsync(AccessRequests.Of(record), Cancelled));
        await _setup.ExecuteAsync(
            "UPDATE record_key SET wrapped = zeroblob(61) WHERE record_id = @record", ("record", record.ToString()));
        _setup.Clock.Advance(new PersonalDataOptions().OpenedKeyLifetime);
        await Assert.ThrowsAsync<BrokenWrapException>(async () => await _setup.Keys.OpenAsync(record, Cancelled));

        Assert.Equal(
            new Dictionary<string, long>
            {
                ["actors.protection.failures reason=AccessLogUnavailable"] = 1,
                ["actors.protection.failures reason=BrokenWrap"] = 1,
            },
            _exported);
    }

    private void Note(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = instrument.Name;
        foreach (var (tag, text) in tags)
        {
            name += $" {tag}={text}";
        }

        _exported[name] = _exported.GetValueOrDefault(name) + value;
    }
}
