using System.Security.Cryptography;

namespace Actors.Server.Board;

/// <summary>A file of the board, kept in the program.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Tag">Changes with its content.</param>
internal sealed record BoardAsset(byte[] Content, string MediaType, string Tag)
{
    /// <summary>Reads one.</summary>
    public static BoardAsset Read(string name, string mediaType)
    {
        using var stream = typeof(BoardAsset).Assembly.GetManifestResourceStream($"Board.{name}")
            ?? throw new FileNotFoundException($"The program lacks {name}.", name);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var bytes = content.ToArray();
        return new(bytes, mediaType, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..8])}\"");
    }
}
