using System.Text;
using Actors.Storage.Serialization;
using Xunit;

namespace Actors.Testing.Golden;

/// <summary>Files with what is in databases out there, one per type and version.</summary>
public static class GoldenFiles
{
    /// <summary>Fails unless every value is written as in its file and read again. All that differ are named at once.</summary>
    /// <param name="serializer">Who writes and reads.</param>
    /// <param name="folder">Where the files are.</param>
    /// <param name="values">The values, each with the name of its file, in which the version stands.</param>
    public static void AssertSame(
        RecordSerializer serializer, string folder, IEnumerable<(string File, object Value)> values)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(values);
        var differing = new StringBuilder();
        foreach (var (name, value) in values)
        {
            var written = GoldenText.Of(serializer.Serialize(value));
            var file = Path.Combine(folder, $"{name}.golden");
            if (!File.Exists(file) || File.ReadAllText(file).TrimEnd('\n') != written)
            {
                differing.AppendLine(name).AppendLine(written);
            }

            var read = serializer.Deserialize(GoldenText.Parse(written));
            Assert.IsType(value.GetType(), read);
            Assert.Equal(written, GoldenText.Of(serializer.Serialize(read)));
        }

        Assert.True(differing.Length == 0, $"These are not written as in their files:\n{differing}");
    }
}
