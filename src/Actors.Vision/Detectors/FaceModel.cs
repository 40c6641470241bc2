namespace Actors.Vision.Detectors;

/// <summary>
/// A face model that we know: BlazeFace of MediaPipe, converted to ONNX. Where it comes from, what it was measured to do and
/// what it cannot stands in <c>models/MODEL-CARD.md</c>.
/// </summary>
/// <param name="FileName">The file, in the folder of models.</param>
/// <param name="Sha256">Its SHA-256, hexadecimal, lower case.</param>
/// <param name="InputSide">The side of the square that it sees, in cells.</param>
public sealed record FaceModel(string FileName, string Sha256, int InputSide)
{
    /// <summary>For a person before a phone: the default.</summary>
    public static FaceModel Front { get; } = new(
        "face_detection_front_128x128_barracuda.onnx", "d388b1cf8a5f6f1af2b3f4c14f6d0f138bab970cd618cccd12dddb7484e82e51", 128);

    /// <summary>Finds smaller faces, takes about 4.5 times as long, and sees more faces where there are none.</summary>
    public static FaceModel Back { get; } = new(
        "face_detection_back_256x256_barracuda.onnx", "427cbbe0fc41448d09e1dc9cfabe2423d997cf2faaeab91fadd09a510b63b8e2", 256);
}
