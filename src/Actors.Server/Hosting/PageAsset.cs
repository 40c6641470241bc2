using System.Security.Cryptography;

namespace Actors.Server.Hosting;

/// <summary>A file of a page, kept in the program.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Tag">Changes with its content.</param>
internal sealed record PageAsset(byte[] Content, string MediaType, string Tag)
{
    /// <summary>Reads one.</summary>
    /// <param name="page">Of which page, such as <c>Board</c>.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="mediaType">What it is.</param>
    public static PageAsset Read(string page, string name, string mediaType)
    {
        using var stream = typeof(PageAsset).Assembly.GetManifestResourceStream($"{page}.{name}")
            ?? throw new FileNotFoundException($"The program lacks {name}.", name);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var bytes = content.ToArray();
        return new(bytes, mediaType, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..8])}\"");
    }
}
