const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Invented people: given and family names drawn independently, so that no pair stands for anybody. */
export const SHE = words(`
Abigail Adaeze Aisha Alice Amelia Amina Ana Andrea Anika Anita Anna Antonia Ayumi Beatriz Bethany Bianca Brigid Camila Carmen Caroline Catherine Chiara Chloe
Clara Claudia Daniela Daphne Deepa Denise Diana Dolores Edith Elena Eleni Elif Elise Eliza Emilia Emma Esther Eunice Eva Fatou Fiona Frances Gabriela Georgia
Giulia Grace Hadley Hana Harriet Helen Hilda Ifeoma Imani Ines Irene Isabel Ivana Jasmine Joan Josephine Joyce Julia June Kamila Karen Katrin Kavita Keiko
Lakshmi Laura Leila Lena Leticia Lillian Linh Lucia Lydia Mahnoor Maja Malika Margaret Mariam Marisol Marta Meera Mercedes Min-ji Miriam Monica Nadia Naomi Natalia
Ngozi Nina Nora Odette Olga Olivia Paloma Paula Petra Phoebe Priscilla Rachel Ramona Rebecca Renata Rhea Rosa Ruth Sabine Salma Samira Sandra Sara Shira Simone
Sofia Sonia Stephanie Sumin Susan Sylvia Tamara Tanvi Teresa Thandi Ursula Valentina Vera Veronica Victoria Wanjiru Xiomara Yael Yasmin Yuki Zainab Zofia Zora`);

export const HE = words(`
Aaron Abdul Adam Ahmed Alan Albert Alejandro Ali Amir Anders Andrew Anton Arjun Arthur Asher Baraka Basil Benedict Bernard Bilal Bruno Calvin Carlos Cedric Charles
Chidi Christian Cyrus Damian Daniel Darius David Dennis Derek Diego Dmitri Dominic Edgar Eduardo Elias Emeka Emil Enrique Eric Ethan Faisal Felipe Felix Fernando
Francis Gareth George Gerald Giovanni Graham Gregory Hamza Harold Hassan Hector Henry Hiro Hugo Ian Ibrahim Igor Isaac Ismael Ivan Jacob Jae-won James Javier Jerome
Joaquin John Jonathan Jorge Joseph Julian Kareem Karl Keith Kenji Kofi Kwame Lars Laurent Leo Lionel Lorenzo Lucas Luis Magnus Malcolm Manuel Marcus Mario Martin
Mateo Matthias Maurice Mehmet Miguel Milan Mohan Nabil Nathan Nelson Nikhil Nikolai Noah Olumide Omar Oscar Owen Pablo Patrick Pavel Pedro Philip Quentin Rafael Raj
Ramesh Raymond Ricardo Robert Roland Rohan Russell Salim Samuel Sanjay Santiago Sebastian Sergei Simon Stefan Stephen Sunil Tariq Theodore Thomas Timothy Tobias Tomas
Tunde Umar Uriah Victor Vikram Vincent Walter Wei Wendell Wilhelm William Xavier Yaw Youssef Zachary Zoltan`);

export const FAMILY = words(`
Abara Abernathy Ackerly Adeyemi Adler Aguilar Ahlstrom Akintola Albright Aldana Alderman Almasi Amadi Anand Andersson Appiah Arbogast Arceneaux Ardelean Arroyo Ashworth
Atwater Auberge Ayala Babatunde Bachmann Bainbridge Balasko Banerji Barlowe Barnhart Barreto Bartosz Basilone Batista Baumann Bayliss Beckford Belanger Bellweather
Benedetto Bergstrom Bertolini Bhandari Birnbaum Blackwood Blake Blanchard Bloomquist Boateng Bogdan Bonaventura Borowski Bourgeois Braddock Brannigan Brightwater Brodeur
Brookfield Buchholz Burkhart Cabrera Caldwell Camacho Cantrell Cardenas Carmody Castellano Cavanaugh Chadwick Chakrabarti Chandran Chaudhry Cheng Chidester Chowdhury
Cisneros Claybourne Colindres Comstock Constantin Corbally Coronado Cottrell Crandall Crestwell Cruikshank Cuthbert Czerny Dalgaard Danforth Darrow Dashwood Davenport
Delacroix Delgado Demetriou Desrosiers Devereaux Dhillon Diallo Dobrev Dominguez Donnelly Doukas Drummond Dubois Dunleavy Eastman Eberhart Ekwueme Eldridge Ellsworth
Emerson Engstrom Eriksen Escobedo Espinal Everhart Fairbanks Falkenberg Farouk Faulkner Feldspar Fennimore Ferreira Fitzroy Fontaine Forsythe Fournier Fredriksen Fujimoto
Gallagher Galloway Gandolfo Garrison Gebhardt Georgiou Ghorbani Giannakis Gilchrist Giordano Glasser Goddard Goldwyn Gonsalves Grabowski Granger Greenaway Gruber Guerra
Gupta Gyasi Haddad Hagerty Halloran Hamasaki Hampstead Haroun Harrington Hartwell Hathaway Hawthorne Hedlund Heidrich Hendrickson Hernandez Herzfeld Hightower Hinojosa
Hoang Holloway Holmquist Horvath Houghton Huang Hutchins Ibarra Igwe Imamura Ingersoll Ishikawa Iversen Jablonski Jacinto Jankowski Jarrett Jayasinghe Jimenez Johansson
Jolivet Kalinowski Kamara Kapoor Karlsson Kasprzak Katzman Kavanagh Keating Kensington Khalil Kiernan Kimball Kirkland Klein Kobayashi Kowalczyk Krishnan Kruger Kulkarni
Kuznetsov Lachance Lafferty Lambert Langford Larkin Latimer Laurentis Leclair Lehmann Lennox Lindholm Lindqvist Lockhart Lombardi Lonergan Loveland Ludlow Lundgren
Mackenzie Madrigal Mahoney Malhotra Mandrake Marchetti Marlowe Marquez Matsuda Mayfield Mbeki McAllister Medina Mehra Mendelson Mercado Merriweather Mikkelsen Mirza
Molina Montague Moreau Morozov Mukherjee Mulligan Nakagawa Narayan Navarro Nazari Ndiaye Nielsen Nightingale Norwood Novak Nwosu Obrien Ochoa Odom Ogunleye Okonkwo
Oliveira Olmstead Onyango Orlov Ortega Osborne Ostrander Pacheco Palmgren Papadakis Parekh Patterson Pavlov Peabody Pellegrino Pemberton Penhallow Petrov Pham Pickering
Pinkerton Pokorny Prescott Quackenbush Quinlan Quintero Rademacher Rahimi Rasmussen Ravenscroft Redfern Reinhardt Rivera Rochefort Romano Rosenthal Rothwell Rousseau
Rutherford Sadler Saldana Samaras Sandoval Santorini Sasaki Schaefer Schuyler Seagrave Sepulveda Severin Shapira Sheffield Sherwood Shimizu Siddiqui Silvestri Sinclair
Solberg Sorensen Soto Spaulding Stanhope Steinmetz Sterling Stjernholm Stratton Subramanian Sutherland Svensson Swaminathan Szabo Takahashi Tavares Teixeira Thackeray
Thornbury Tillman Tomlinson Torvald Townsend Traore Trevino Tsang Underhill Upjohn Vaidya Valdivia Vandermeer Vasquez Venkatesan Vidal Villareal Vinogradov Vogel
Waddington Wakefield Walcott Wanamaker Warrington Waverly Weatherby Weiss Westergaard Whitcombe Wickramasinghe Wilkerson Windsor Winterbourne Wolfram Woodhouse Wozniak
Yamamoto Yarborough Yilmaz Yoder Zambrano Zapata Zeller Zielinski Zimmermann Zubairi`);

const PRACTICE_WORDS = words(`
Ashgrove Birchwood Bluestone Bridgeway Brightside Cedar Chestnut Clearbrook Cornerstone Crescent Crossroads Eastgate Elmhurst Evergreen Fairmount Fernwood Fieldstone
Foxglove Gatehouse Glenwood Greenleaf Harborview Hawthorn Hearthstone Highpoint Hillcrest Ironbridge Juniper Kingsway Lakeshore Lantern Laurel Linden Longmeadow Maple
Marigold Meadowlark Millbrook Mosaic Northfield Oakdale Orchard Parkside Pinehurst Primrose Quarry Redwood Ridgeline Riverbend Rosewood Sandstone Seabright Silverlake
Southgate Springhouse Stillwater Stonebridge Summit Sunrise Sycamore Tidewater Trillium Union Valley Vista Wayside Westbrook Whitestone Willow Windmill Woodland Yarrow`);
const PRACTICE_ENDINGS = ['Medical Group', 'Family Health', 'Internal Medicine', 'Primary Care', 'Associates', 'Physicians', 'Health Center', 'Clinic', 'Care Partners', 'Diabetes and Endocrine', 'Heart', 'Cardiology'];

/** 900 names out of 840 plain ones: those of a town bear its name. */
export const practiceNames = (places: readonly string[]): string[] =>
  PRACTICE_ENDINGS.flatMap((ending) => PRACTICE_WORDS.map((word) => `${word} ${ending}`)).concat(places.flatMap((place) => PRACTICE_ENDINGS.slice(0, 6).map((ending) => `${place} ${ending}`)));

export const STREETS = words('Alder Amber Baker Birch Canal Castle Cherry Church Clover Court Depot Dover Elm Fulton Garden Grand Grove Harbor Hazel High Hudson King Lake Lincoln Locust Main Market Mercer Mill Monroe Oak Orange Park Pearl Pine Pleasant Prospect River School Spring Spruce State Summer Union Vine Walnut Warren Water West Wharf');
