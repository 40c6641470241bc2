using System.Security.Cryptography;

namespace Actors.Vision.Detectors;

/// <summary>Reads a model file and holds it against its hash, so that nothing unknown judges people.</summary>
internal static class FaceModelFile
{
    private const string Fix = "Delete the folder models/node_modules and build again: the build restores it.";

    /// <summary>The content of the file, which is what was checked, whatever happens to the file later.</summary>
    /// <exception cref="ModelRefusedException">It is missing, cannot be read, or is another file.</exception>
    public static byte[] Read(FaceModel model, string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, model.FileName));
        var content = ReadContent(path, model);
        var found = Convert.ToHexStringLower(SHA256.HashData(content));
        return found == model.Sha256
            ? content
            : throw new ModelRefusedException(
                $"The face model {path} is not the one it should be: its SHA-256 is {found}, expected {model.Sha256}. {Fix}");
    }

    private static byte[] ReadContent(string path, FaceModel model)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                throw new ModelRefusedException(
                    $"The face model {path} is missing; expected is a file with the SHA-256 {model.Sha256}. {Fix}");
            }

            return file.Length <= Limits.ModelBytes
                ? File.ReadAllBytes(path)
                : throw new ModelRefusedException(
                    $"The face model {path} is not the one it should be: it has {file.Length} bytes, "
                    + $"expected is a file with the SHA-256 {model.Sha256}. {Fix}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelRefusedException(
                $"The face model {path} (SHA-256 {model.Sha256}) cannot be read: {exception.Message}", exception);
        }
    }
}
