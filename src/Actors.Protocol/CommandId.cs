using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Actors.Protocol;

/// <summary>
/// A number that a peer draws for a command and keeps when sending it again, so that it is carried out once. On the wire it
/// is 16 hexadecimal digits: numbers of JavaScript are too short for it.
/// </summary>
public readonly record struct CommandId(ulong Value)
{
    /// <summary>Digits of the text form.</summary>
    public const int Digits = 16;

    /// <summary>Draws a new one.</summary>
    public static CommandId Draw()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return new(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
    }

    /// <summary>Reads 16 hexadecimal digits; false when the text is something else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CommandId command)
    {
        command = default;
        if (text is not { Length: Digits }
            || !ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        command = new(value);
        return true;
    }

    /// <summary>16 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
