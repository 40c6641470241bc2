using System.Globalization;

namespace Orleans;

/// <summary>Keys of grains and references to oneself.</summary>
public static class GrainExtensions
{
    /// <summary>A reference to a grain or observer, to be handed to others in place of <c>this</c>.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) => grain switch
    {
        IGrainBase { GrainContext: GrainContextBase context } => context.ReferenceTo<TGrainInterface>(),
        IGrainReference reference => reference.Cast<TGrainInterface>(),
        _ => throw new ArgumentException(
            $"{grain?.GetType().Name ?? "null"} is neither a grain nor a reference to one.", nameof(grain)),
    };

    /// <summary>Type and key.</summary>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        IGrainBase self => self.GrainContext.GrainId,
        IGrainReference reference => reference.GrainId,
        _ => throw new ArgumentException(
            $"{grain?.GetType().Name ?? "null"} is neither a grain nor a reference to one.", nameof(grain)),
    };

    /// <summary>The key of a grain with a text as its key.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString()!;

    /// <summary>The key of a grain with an integer as its key.</summary>
    public static long GetPrimaryKeyLong(this IAddressable grain) =>
        unchecked((long)ulong.Parse(grain.GetPrimaryKeyString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    /// <summary>The key of a grain with a GUID as its key.</summary>
    public static Guid GetPrimaryKey(this IAddressable grain) => Guid.ParseExact(grain.GetPrimaryKeyString(), "N");
}
