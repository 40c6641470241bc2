using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.EndToEnd.Tests.Browsers;
using Actors.Vision.Detectors;
using Actors.Vision.Faces;
using Actors.Vision.Guidance;

namespace Actors.EndToEnd.Tests.PhoneApp;

/// <summary>Hints on the phone between two judgements of the server: the same model sees the same faces.</summary>
public sealed class HintsTests
{
    private const int Timeout = 180_000;
    private const int Budget = 2_800_000;

    /// <summary>The difference allowed between two boxes, in parts of the longer side of the picture.</summary>
    private const double Tolerance = 0.01;

    private const string Look =
        """
        (async ({ worker, runtime, model, pictures }) => {
          const looker = new Worker(worker, { type: 'module' });
          const ask = (question, ...moved) => new Promise((resolve, reject) => {
            looker.onmessage = ({ data }) => resolve(data);
            looker.onerror = ({ message }) => reject(new Error(message));
            looker.postMessage(question, moved);
          });
          await ask({ runtime, model });
          const seen = [];
          for (const address of pictures) {
            const picture = await createImageBitmap(await (await fetch(address)).blob());
            const began = performance.now();
            const answer = await ask(picture, picture);
            seen.push({ ...answer, ms: performance.now() - began });
          }
          return seen;
        })
        """;

    /// <summary>What the first checks of the server say; the phone leaves the others to it.</summary>
    private static readonly GuideCode[] CodesOfHints =
    [
        GuideCode.NoFace, GuideCode.MoreThanOneFace, GuideCode.TooFar, GuideCode.TooNear, GuideCode.NotInFrame,
        GuideCode.TooDark, GuideCode.Upright,
    ];

    private static readonly string[] Files =
    [
        .. typeof(Program).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("PhoneApp.", StringComparison.Ordinal)),
    ];

    [Fact]
    public void The_phone_has_the_limits_of_the_server()
    {
        var limits = JsonSerializer.Deserialize<Dictionary<string, float>>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "phone", "limits.json")))!;
        var (found, rules) = (new DetectionThresholds(), new GuideRules());
        Assert.Equal(
            new()
            {
                ["side"] = FaceModel.Front.InputSide,
                ["score"] = found.Score,
                ["overlap"] = found.Overlap,
                ["minFaceWidth"] = rules.MinFaceWidth,
                ["maxFaceWidth"] = rules.MaxFaceWidth,
                ["maxOffCentreX"] = rules.MaxOffCentreX,
                ["maxOffCentreY"] = rules.MaxOffCentreY,
                ["maxOutside"] = rules.MaxOutside,
                ["maxRollDegrees"] = rules.MaxRollDegrees,
                ["minFaceLuma"] = rules.MinFaceLuma,
                ["minBrightLuma"] = rules.MinBrightLuma,
            },
            limits);
    }

    [Fact]
    public void The_phone_has_the_model_of_the_server_and_all_is_small()
    {
        Assert.Equal(FaceModel.Front.Sha256, Convert.ToHexStringLower(SHA256.HashData(Read(".onnx"))));
        var bytes = new[] { ".onnx.br", ".wasm.br", ".js.br" }.Sum(ending => Read(ending).Length);
        TestContext.Current.TestOutputHelper?.WriteLine($"Runtime, model and worker: {bytes} bytes.");
        Assert.InRange(bytes, 1, Budget);
    }

    [Fact(Timeout = Timeout)]
    public async Task The_phone_sees_what_the_server_sees()
    {
        FilmPicture[] pictures =
        [
            .. FilmPicture.Load("passing", 640, 480, 13), .. FilmPicture.Load("passing-480x640", 480, 640, 29),
            .. FilmPicture.Load("passing-360x640", 360, 640, 29), .. FilmPicture.Load("still-photograph", 640, 480, 50),
            .. FilmPicture.Load("two-faces", 640, 480, 15), .. FilmPicture.Load("too-small", 640, 480, 15),
            .. FilmPicture.Load("off-frame", 640, 480, 15), .. FilmPicture.Load("dark", 640, 480, 30),
            .. FilmPicture.Load("no-face", 640, 480, 30), .. FilmPicture.Load("upside-down", 640, 480, 30),
        ];
        using var model = LoadedFaceModel.Load(FaceModel.Front, Path.Combine(AppContext.BaseDirectory, "models"));
        using var detectors = new FaceDetectorPool(model, 1);
        await using var server = RealServer.Start();
        await using var browser = await Chromium.StartAsync(server.Address, new());
        var seen = await LookAsync(browser, server.Address, pictures);

        var widest = 0.0;
        foreach (var (picture, answer) in pictures.Zip(seen))
        {
            var (faces, code) = picture.Look(detectors);
            var found = answer!["faces"]!.AsArray();
            Assert.True(faces.Length == found.Count, $"{picture.Film}: {faces.Length} faces, {found.Count} on the phone.");
            Assert.Equal(CodesOfHints.Contains(code) ? Kebab(code) : null, (string?)answer["code"]);
            widest = faces.Zip(found, (face, other) => Difference(picture, face.Box, other!)).Append(widest).Max();
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{pictures.Length} pictures; boxes differ by {widest:P3} at most; "
            + $"{seen.Select(answer => (double)answer!["ms"]!).Order().ElementAt(seen.Count / 2):F1} ms each (median).");
        Assert.InRange(widest, 0, Tolerance);
    }

    private static async Task<JsonArray> LookAsync(Chromium browser, Uri server, FilmPicture[] pictures)
    {
        await browser.Page.RouteAsync("**/pictures/*", route => route.FulfillAsync(new()
        {
            BodyBytes = pictures[int.Parse(route.Request.Url.Split('/')[^1], CultureInfo.InvariantCulture)].Jpeg,
            ContentType = "image/jpeg",
        }));
        await browser.Page.GotoAsync($"{server}app");
        var what = JsonSerializer.Serialize(new
        {
            worker = Address(".js"),
            runtime = Address(".wasm"),
            model = Address(".onnx"),
            pictures = pictures.Select((_, index) => $"/pictures/{index}"),
        });
        return (await browser.EvaluateAsync($"{Look}({what})"))!.AsArray();
    }

    /// <summary>The largest difference between two boxes, in parts of the longer side of the picture.</summary>
    private static double Difference(FilmPicture picture, FaceBox box, JsonNode other)
    {
        double[] here = [box.Left, box.Top, box.Width, box.Height];
        double[] there =
        [
            (double)other["left"]! * picture.Width, (double)other["top"]! * picture.Height,
            (double)other["width"]! * picture.Width, (double)other["height"]! * picture.Height,
        ];
        return here.Zip(there, (one, two) => Math.Abs(one - two)).Max() / Math.Max(picture.Width, picture.Height);
    }

    private static string Kebab(GuideCode code) => JsonNamingPolicy.KebabCaseLower.ConvertName(code.ToString());

    /// <summary>The file of the app with an ending; of its programs, the one that runs the model.</summary>
    private static string Name(string ending) => Files.Single(name =>
        name.EndsWith(ending, StringComparison.Ordinal)
        && (!ending.StartsWith(".js", StringComparison.Ordinal) || name.Contains("/worker-", StringComparison.Ordinal)));

    private static string Address(string ending) => $"/app/{Name(ending)["PhoneApp.".Length..]}";

    private static byte[] Read(string ending)
    {
        using var stream = typeof(Program).Assembly.GetManifestResourceStream(Name(ending))!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
