using Actors.Storage.Serialization;
using Actors.Storage.Tests.Samples;
using Actors.Testing;
using Microsoft.Extensions.Options;

namespace Actors.Storage.Tests.Serialization;

public sealed class RecordSerializerTests
{
    private readonly RecordSerializer _serializer = new(SampleTypes.Create());

    [Fact]
    public void A_version_newer_than_the_program_is_refused()
    {
        var payload = _serializer.Serialize(new Counted(1));
        payload[1] = 2;

        var refusal = Assert.Throws<FormatException>(() => _serializer.Deserialize(payload));
        Assert.Contains("version 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_was_not_named_is_refused_before_it_is_written() =>
        Assert.Throws<InvalidOperationException>(() => _serializer.Serialize(new Uri("about:blank")));

    [Fact]
    public void A_missing_step_is_found_at_start()
    {
        var types = new StoredTypes().Add(SampleContext.Default.Visit, version: 3).Upcast<Visit>(1, node => node);

        var refusal = Assert.Throws<InvalidOperationException>(types.Validate);
        Assert.Contains("version 2", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_write_version_that_does_not_exist_is_refused(int version)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => NextTally.CreateTypes(version));
        Assert.Contains("writes 1 to 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_types_of_one_name_are_refused() => Assert.Throws<ArgumentException>(() => new StoredTypes()
        .Add(SampleContext.Default.Plain, alias: "same")
        .Add(SampleContext.Default.Counted, alias: "same"));

    [Fact]
    public void Damaged_payloads_are_refused_in_words_and_never_otherwise()
    {
        var random = new SeededRandom(4);
        var original = _serializer.Serialize(new Visit("Ada", "Lovelace", 5));
        for (var round = 0; round < 20_000; round++)
        {
            var payload = original.AsSpan(0, random.Next(0, original.Length + 1)).ToArray();
            for (var flips = random.Next(0, 4); flips > 0 && payload.Length > 0; flips--)
            {
                payload[random.Next(0, payload.Length)] = (byte)random.Next(0, 256);
            }

            if (Record.Exception(() => _serializer.Deserialize(payload)) is { } exception)
            {
                Assert.IsType<FormatException>(exception);
            }
        }
    }

    [Fact]
    public void The_checksum_is_that_of_the_standard()
    {
        // RFC 3720 B.4: 32 bytes of zeros, 32 of ones, and 0 to 31.
        Assert.Equal(0x8A9136AAu, ChecksumOf(new byte[32]));
        Assert.Equal(0x62A8AB43u, ChecksumOf([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, ChecksumOf([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0xE3069283u, ChecksumOf("123456789"u8.ToArray()));
    }

    private static uint ChecksumOf(byte[] bytes)
    {
        var checksum = new RecordChecksum();
        checksum.Add(bytes.AsSpan());
        return checksum.Value;
    }
}
