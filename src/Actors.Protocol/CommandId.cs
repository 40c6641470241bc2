using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Actors.Protocol;

/// <summary>
/// The id of a command. A peer draws it once and sends it with every attempt, so that the server executes the command once.
/// On the wire it is 16 hexadecimal digits, because a number of JavaScript cannot hold 64 bits.
/// </summary>
public readonly record struct CommandId(ulong Value)
{
    /// <summary>Digits of the text form.</summary>
    public const int Digits = 16;

    /// <summary>Draws a random id.</summary>
    public static CommandId Draw()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return new(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
    }

    /// <summary>Reads 16 hexadecimal digits. Returns false for any other text.</summary>
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
