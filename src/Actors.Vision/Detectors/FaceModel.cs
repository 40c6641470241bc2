using System.Security.Cryptography;

namespace Actors.Vision.Detectors;

/// <summary>
/// A known face model: MediaPipe's BlazeFace, converted to ONNX. Source, measurements and limits:
/// <c>models/MODEL-CARD.md</c>.
/// </summary>
/// <param name="FileName">The name of its file.</param>
/// <param name="Sha256">The SHA-256 of its file in lower-case hexadecimal digits.</param>
/// <param name="InputSide">The side of its square input, in cells.</param>
public sealed record FaceModel(string FileName, string Sha256, int InputSide)
{
    /// <summary>The default, for a person in front of a phone.</summary>
    public static FaceModel Front { get; } = new(
        "face_detection_front_128x128_barracuda.onnx", "d388b1cf8a5f6f1af2b3f4c14f6d0f138bab970cd618cccd12dddb7484e82e51", 128);

    /// <summary>Finds smaller faces, takes about 4.5 times as long, and has more false detections.</summary>
    public static FaceModel Back { get; } = new(
        "face_detection_back_256x256_barracuda.onnx", "427cbbe0fc41448d09e1dc9cfabe2423d997cf2faaeab91fadd09a510b63b8e2", 256);
}

/// <summary>Reads a model file and checks its SHA-256, so that no unknown model judges people.</summary>
internal static class FaceModelFile
{
    private const string Fix = "Delete the folder models/node_modules and build again; the build restores the file.";

    /// <summary>Returns the checked content; later changes of the file have no effect.</summary>
    /// <exception cref="ModelRefusedException">The file is missing, cannot be read, or has another SHA-256.</exception>
    public static byte[] Read(FaceModel model, string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, model.FileName));
        var content = ReadContent(path, model);
        var found = Convert.ToHexStringLower(SHA256.HashData(content));
        return found == model.Sha256
            ? content
            : throw new ModelRefusedException(
                $"The face model {path} has the SHA-256 {found}; expected is {model.Sha256}. {Fix}");
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
                    $"The face model {path} has {file.Length} bytes, more than {Limits.ModelBytes}; "
                    + $"expected is a file with the SHA-256 {model.Sha256}. {Fix}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelRefusedException(
                $"The face model {path} (SHA-256 {model.Sha256}) cannot be read: {exception.Message}", exception);
        }
    }
}

/// <summary>The face model cannot be used. The message names the file, the problem and the fix.</summary>
public sealed class ModelRefusedException : Exception
{
    public ModelRefusedException()
    {
    }

    public ModelRefusedException(string message)
        : base(message)
    {
    }

    public ModelRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
