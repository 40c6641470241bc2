using System.Security.Cryptography;
using Actors.Vision.Detectors;

namespace Actors.Vision.Tests.Detectors;

public sealed class LoadedFaceModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actors-vision-").FullName;

    [Fact]
    public void Both_models_are_what_they_should_be()
    {
        Assert.Equal(FaceModel.Front, TestModels.Front.Model);
        Assert.Equal(FaceModel.Back, TestModels.Back.Model);
    }

    [Fact]
    public void A_missing_file_is_named_with_its_hash_and_the_fix() =>
        AssertRefused(FaceModel.Front, "missing", FaceModel.Front.FileName, FaceModel.Front.Sha256, "build again");

    [Fact]
    public void A_file_with_one_other_bit_is_refused()
    {
        var content = File.ReadAllBytes(Path.Combine(TestModels.Folder, FaceModel.Front.FileName));
        content[content.Length / 2] ^= 1;
        Write(content);
        AssertRefused(FaceModel.Front, FaceModel.Front.FileName, FaceModel.Front.Sha256, "SHA-256", "build again");
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        Write([]);
        AssertRefused(FaceModel.Front, FaceModel.Front.Sha256);
    }

    [Fact]
    public void A_file_that_is_too_long_is_not_even_read()
    {
        using (var file = File.Create(Path.Combine(_folder, FaceModel.Front.FileName)))
        {
            file.SetLength(Limits.ModelBytes + 1L);
        }

        AssertRefused(FaceModel.Front, FaceModel.Front.FileName, "bytes");
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused_even_when_its_hash_is_right()
    {
        byte[] content = [1, 2, 3];
        Write(content);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        AssertRefused(FaceModel.Front with { Sha256 = hash }, "ONNX Runtime cannot load");
    }

    [Fact]
    public void A_model_with_another_input_is_refused()
    {
        File.Copy(Path.Combine(TestModels.Folder, FaceModel.Back.FileName), Path.Combine(_folder, FaceModel.Back.FileName));
        AssertRefused(FaceModel.Back with { InputSide = 128 }, "256");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(byte[] content) => File.WriteAllBytes(Path.Combine(_folder, FaceModel.Front.FileName), content);

    private void AssertRefused(FaceModel model, params string[] words)
    {
        var refusal = Assert.Throws<ModelRefusedException>(() => LoadedFaceModel.Load(model, _folder));
        Assert.All(words, word => Assert.Contains(word, refusal.Message, StringComparison.Ordinal));
    }
}
