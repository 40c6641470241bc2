using Actors.Domain.Entrants.Stays;
using Actors.Domain.Protection;

namespace Actors.Domain.Calls;

/// <summary>Keeps apart people who would otherwise be called at one moment, because all of them were put off at one.</summary>
internal static class CallSpread
{
    private const uint Offset = 2_166_136_261;
    private const uint Factor = 16_777_619;

    /// <summary>A part of a span in whole seconds, from nothing up to and without all of it: another for other people.</summary>
    public static TimeSpan Of(EntrantId person, TimeSpan span)
    {
        Span<byte> name = stackalloc byte[RecordId.ByteCount];
        person.Record.WriteTo(name);
        var mixed = Offset; // FNV-1a: the same in every process.
        foreach (var part in name)
        {
            mixed = unchecked((mixed ^ part) * Factor);
        }

        return TimeSpan.FromSeconds(mixed % (uint)Math.Max(1, span.TotalSeconds));
    }
}
